// Owns the life of the Electron program: what is settled before it is ready, what is opened and in which order, and how
// it ends. Each thing it opens is a file beside this one; the work itself is core/engine's.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, protocol, safeStorage, session, shell, type BrowserWindow } from 'electron'
import { parseDeepLink } from '#shared/deep-link.ts'
import { systemClock as clock } from '#core/clock.ts'
import type { DemoService } from '#core/engine/demo-service.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import { startEngine } from '#core/engine/start-engine.ts'
import { createFileLog } from '#core/shell/file-log.ts'
import { keepStartFile, readStartFile } from '#core/shell/start-file.ts'
import { listStaticFiles } from '#core/shell/static-files.ts'
import { appScheme, createAppProtocol } from './app-protocol.ts'
import { claimLinks, createArrivals, describeStart, parseStart } from './arrivals.ts'
import { parseLaunch } from './command-line.ts'
import { guardContents, guardSession } from './guards.ts'
import { openIpcHost } from './ipc-host.ts'
import { openMenus } from './menus.ts'
import { createLinkOpener } from './open-external.ts'
import { recoverFromCrashes } from './renderer-crash.ts'
import { createSecretBox } from './secrets.ts'
import { getShellTexts, type ShellTexts } from './shell-texts.ts'
import { printPdf } from './print-pdf.ts'
import { createSavingShell } from './saving.ts'
import { readProxyRules } from './system-proxy.ts'
import { openWindow } from './window.ts'

/** How long the end of the program waits for the history to be closed. Everything seen is on the disk already. */
const closeLimitMs = 5000

app.enableSandbox()
protocol.registerSchemesAsPrivileged([appScheme])
app.setName('ADP Desk')
const launch = parseLaunch(process.argv, process.env)
const dataDir = launch.dataDir ?? join(app.getPath('appData'), 'ADP Desk')
// What Chromium keeps stands apart from what a person would want to find or save.
const browserDir = join(dataDir, 'browser')
mkdirSync(browserDir, { recursive: true, mode: 0o700 })
app.setPath('userData', dataDir)
app.setPath('sessionData', browserDir)

const startSettings = readStartFile(dataDir)
const log = createFileLog(join(dataDir, 'logs'), clock)
process.on('uncaughtExceptionMonitor', (error) => log.error('program.uncaught', { error: String(error) }))
process.on('unhandledRejection', (error) => log.error('program.unhandled', { error: String(error) }))

const arrivals = createArrivals()
if (app.requestSingleInstanceLock(describeStart(process.argv))) {
  app.on('second-instance', (_event, _argv, _folder, start) => arrivals.add(parseStart(start)))
  // Before the program is ready: macOS hands over the link that it was started for this way.
  app.on('open-url', (event, link) => {
    event.preventDefault()
    arrivals.add({ link, profileName: undefined })
  })
  if (launch.link !== undefined) arrivals.add({ link: launch.link, profileName: undefined })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(start).catch(failToStart)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const page = createAppProtocol(listStaticFiles(join(import.meta.dirname, '../renderer')))
  protocol.handle(appScheme.scheme, page)
  guardSession(session.defaultSession)

  const engine = await startEngine({
    dataDir,
    version: app.getVersion(),
    shell: 'electron',
    platform: process.platform,
    secrets: await createSecretBox(safeStorage, process.platform),
    startDemo,
    openDemo: launch.isDemo,
    findSystemProxy: async (url) => readProxyRules(await session.defaultSession.resolveProxy(url)),
    startSettings,
    // The system answers with what went wrong, and with nothing when nothing did.
    openFolder: async (folder) => (await shell.openPath(folder)) === '',
    saving: createSavingShell({ dialog, shell, printPdf }),
    workerFile: join(import.meta.dirname, 'history-worker.js'),
    profileName: launch.profileName,
    log,
  })
  closeBeforeTheEnd(engine)

  const settings = await engine.handlers['settings.get']({})
  keepStartFile(dataDir, settings, (listener) => engine.subscribe(listener), log)
  const texts = getShellTexts(settings.language, app.getLocale())
  const openLink = createLinkOpener({ shell, confirm: (url) => confirmLink(url, texts), clock, log })
  app.on('web-contents-created', (_event, contents) => guardContents(contents, { openLink, clock }))

  const ipc = openIpcHost({ handlers: engine.handlers, clock, log })
  engine.subscribe((event) => ipc.publish(event))

  /** There are windows that nobody sees as well, for printing. */
  let mainWindow: BrowserWindow | undefined
  const openMainWindow = () =>
    openWindow({
      preloadFile: join(import.meta.dirname, '../preload/index.cjs'),
      stateFile: join(dataDir, 'window.json'),
      theme: settings.theme,
      isPackaged: app.isPackaged,
      onCreated: (window) => {
        const { webContents } = window
        mainWindow = window
        window.on('closed', () => {
          mainWindow = undefined
        })
        ipc.add(webContents)
        recoverFromCrashes(webContents, {
          clock,
          log,
          askToReload: () => confirmReload(texts),
          quit: () => app.quit(),
        })
      },
    })
  const show = () => (mainWindow ? showWindow(mainWindow) : openMainWindow())
  await openMenus({ engine, clock, log, show })
  openMainWindow()
  app.on('activate', () => {
    if (!mainWindow) openMainWindow()
  })
  arrivals.openTo(({ link, profileName }) => {
    if (link !== undefined) engine.requestLaunch({ type: 'link', link: parseDeepLink(link) })
    else if (profileName !== undefined) engine.selectProfileNamed(profileName)
    show()
  })
  if (!claimLinks(app, process.execPath)) log.info('links.not-claimed')
  log.info('program.started', { version: app.getVersion(), platform: process.platform })
}

async function startDemo(): Promise<DemoService> {
  const { startSimulator } = await import('../simulator/index.ts')
  const simulator = await startSimulator()
  const { url: serviceUrl, demoAppKey: appKey, credentials } = simulator
  return { serviceUrl, appKey, credentials }
}

/** Windows are gone by then, so no page can ask a history that is being closed. */
function closeBeforeTheEnd(engine: RunningEngine): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    const limit = new Promise<void>((resolve) => clock.after(closeLimitMs, resolve))
    void Promise.race([engine.close(), limit])
      .catch((error: unknown) => log.error('history.not-closed', { error: String(error) }))
      .finally(() => app.exit())
  })
}

function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

async function confirmLink(url: string, texts: ShellTexts): Promise<boolean> {
  const warning = url.startsWith('http:') ? `\n\n${texts.linkNotEncrypted}` : ''
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: texts.linkQuestion,
    detail: `${url}${warning}`,
    buttons: [texts.openLink, texts.cancel],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}

async function confirmReload(texts: ShellTexts): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: texts.pageCrashed,
    detail: texts.pageCrashedDetail,
    buttons: [texts.reload, texts.quit],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}

function failToStart(error: unknown): void {
  log.error('program.not-started', { error: String(error) })
  const texts = getShellTexts(startSettings.language, app.getLocale())
  dialog.showErrorBox(texts.startFailed, texts.startFailedDetail)
  app.exit(1)
}
