// Owns the engine: what the program does, put together from its desks. Everything it needs from outside is handed in.
// What a page may ask of it is in handlers.ts.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { AppDescription } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { AdpClient, AdpConnection, Connect, SocketPool, TestConnection } from '#core/adp/client.ts'
import type { FetchAppCard } from '#core/adp/cloud/app-card.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { getConversation, type StoredConversation } from '#core/store/conversations.ts'
import { closeStore, type Database } from '#core/store/open.ts'
import { getProfile, listProfiles, type StoredProfile } from '#core/store/profiles.ts'
import { readSettings } from '#core/store/settings.ts'
import type { HistoryWorker } from '#core/worker/history-worker.ts'
import { createAnswerDesk } from './answer-desk.ts'
import { createAnswerFileDesk, type LoadFile } from './answer-file-desk.ts'
import { createAppCardDesk } from './app-card-desk.ts'
import { createAttachmentDesk } from './attachment-desk.ts'
import { createBackupDesk, type BackupPlace } from './backup-desk.ts'
import { startBackupSchedule } from './backup-schedule.ts'
import { createBinDesk } from './bin-desk.ts'
import { createBackfillDesk } from './backfill-desk.ts'
import { createConnectionDesk } from './connection-desk.ts'
import { createConnectionTestDesk } from './connection-test-desk.ts'
import type { DataDesk } from './data-desk.ts'
import type { DemoService } from './demo-service.ts'
import { describeSettings } from './describe-settings.ts'
import { createDraftDesk } from './draft-desk.ts'
import { createEraseDesk } from './erase-desk.ts'
import { createEventHub } from './event-hub.ts'
import { createFileDesk } from './file-desk.ts'
import { createFileSender } from './file-sender.ts'
import { createExportDesk } from './export-desk.ts'
import { createForkDesk } from './fork-desk.ts'
import { createHandlers } from './handlers.ts'
import { createHistoryImportDesk } from './history-import-desk.ts'
import { createIntegrityDesk } from './integrity-desk.ts'
import { createImageDesk, type LoadImage } from './image-desk.ts'
import type { IncomingFiles } from './incoming-files.ts'
import { createKeyRing } from './key-ring.ts'
import { createLaunchDesk } from './launch-desk.ts'
import type { OutgoingFiles, SavingShell } from './outgoing-files.ts'
import { createOrderDesk } from './order-desk.ts'
import { createProfileDesk } from './profile-desk.ts'
import { createProfileTransfer } from './profile-transfer.ts'
import { createProfileListDesk } from './profile-list-desk.ts'
import { createQuestionDesk } from './question-desk.ts'
import { createQueueDesk } from './queue-desk.ts'
import { createQuestionFiles } from './question-files.ts'
import { createRemovalDesk } from './removal-desk.ts'
import { createReferenceDesk } from './reference-desk.ts'
import { createRetentionDesk } from './retention-desk.ts'
import { createSearchDesk } from './search-desk.ts'
import { createSearchUpkeep } from './search-upkeep.ts'
import { sayWhenNotSaved } from './say-when-not-saved.ts'
import { createRecoveryDesk } from './recovery-desk.ts'
import type { Reopen, RunningEngine } from './running-engine.ts'
import { createTemplateDesk } from './template-desk.ts'
import { createVaultDesk } from './vault-desk.ts'
import type { Vault } from './vault.ts'

export interface EngineOptions {
  /** The engine's own; closed with it. */
  readonly db: Database
  /** Where copies of files lie. */
  readonly dataDir: string
  readonly connect: Connect
  readonly testConnection: TestConnection
  readonly fetchCard: FetchAppCard
  /** The connections behind `connect`, which outlive single questions; closed with the engine. */
  readonly sockets: Pick<SocketPool, 'wake' | 'close'>
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
  /** Asked once, when the demo profile is first used. */
  readonly startDemo: () => Promise<DemoService>
  readonly description: AppDescription
  readonly loadImage: LoadImage
  readonly loadFile: LoadFile
  readonly data: DataDesk
  readonly incoming: IncomingFiles
  readonly backupPlace: BackupPlace
  /** The engine's own; closed with it. */
  readonly outgoing: OutgoingFiles
  /** Undefined where the browser has to print. */
  readonly printPdf: SavingShell['printPdf'] | undefined
  /** Closes the history for a moment and opens what is there then. */
  readonly reopen: Reopen
  /** How the history was found. */
  readonly condition: { readonly endedUncleanly: boolean }
  /** The built worker/thread.ts, for a worker on another history. */
  readonly workerFile: string
  /** What takes long is done by these: searching, and everything that nobody waits for with a finger on a key. */
  readonly workers: { readonly search: HistoryWorker; readonly chores: HistoryWorker }
}

export function createEngine(options: EngineOptions): RunningEngine {
  const { db, dataDir, connect, fetchCard, sockets, vault, clock, log, startDemo, description } = options
  const { loadImage, data, incoming, workers } = options
  const hub = createEventHub(log)
  const keys = createKeyRing(db, vault, log)
  const profiles = createProfileDesk({ db, clock, hub, keys })
  const vaultDesk = createVaultDesk({ vault, keys, hub, log, announceProfiles: () => profiles.announce() })
  const launches = createLaunchDesk({ db, hub, log })
  const transfer = createProfileTransfer({ clock, profiles })
  const connections = createConnectionDesk({ db, clock, hub, attempt })
  const files = createFileDesk({ db, dataDir, clock, log })
  const sender = createFileSender({ db, dataDir, clock, openClient: openRecordClient })
  const attachments = createAttachmentDesk({ db, dataDir, clock, log, hub, incoming, files, sender })
  const questionFiles = createQuestionFiles({ db, clock, hub, attachments, sender })
  const questions = createQuestionDesk({
    db,
    clock,
    log,
    hub,
    openClient,
    announce,
    onAnswered: (answer) => queue.onAnswered(answer),
    files: questionFiles,
  })
  const queue = createQueueDesk({ db, clock, log, hub, questions, files: questionFiles, attachments })
  const templates = createTemplateDesk({ db, hub })
  const answers = createAnswerDesk({ db, clock, hub, questions, openClient: openRecordClient, announce })
  const forks = createForkDesk({
    db,
    clock,
    questions,
    discard: (id) => removal.remove([id]),
    announce,
  })
  const connectionTests = createConnectionTestDesk({
    db,
    hub,
    keys,
    startDemo: findDemo,
    testConnection: options.testConnection,
  })
  const images = createImageDesk({ db, clock, hub, questions, files, loadImage, findServiceUrl })
  const answerFiles = createAnswerFileDesk({
    db,
    dataDir,
    questions,
    files,
    outgoing: options.outgoing,
    loadFile: options.loadFile,
    findServiceUrl,
  })
  const exports = createExportDesk({
    db,
    clock,
    hub,
    log,
    worker: workers.chores,
    outgoing: options.outgoing,
    printPdf: options.printPdf,
    version: description.version,
  })
  const cards = createAppCardDesk({
    db,
    clock,
    log,
    hub,
    describeConnection: describeForCard,
    fetchCard,
  })
  const backups = createBackupDesk({
    ...options.backupPlace,
    outgoing: options.outgoing,
    clock,
    log,
    hub,
    incoming,
    chores: workers.chores,
  })
  const endBackups = startBackups()
  const removal = createRemovalDesk({ db, clock, hub, questions, files })
  const bin = createBinDesk({ db, clock, questions, removal, announce })
  const drafts = createDraftDesk({ db, clock, hub })
  const retention = createRetentionDesk({ db, clock, log, hub, removal, files })
  const erase = createEraseDesk({ db, dataDir, log, hub, questions, removal, reopen: options.reopen })
  const profileList = createProfileListDesk({ db, clock, hub, keys, profiles, questions, connections, files })
  const order = createOrderDesk({ db, hub, summarize })
  const imports = createHistoryImportDesk({
    db,
    dataDir,
    clock,
    hub,
    incoming,
    worker: workers.chores,
    profiles,
  })
  const backfill = createBackfillDesk({
    db,
    hub,
    openClient: openRecordClient,
    isRunning: (id) => questions.isRunning(id),
    announce,
  })
  const references = createReferenceDesk({ db, clock, questions, openClient: openRecordClient })
  const search = createSearchDesk({ worker: workers.search, summarize })
  const searchUpkeep = createSearchUpkeep({ db, worker: workers.search, hub, clock, log })
  const integrity = createIntegrityDesk({
    db,
    clock,
    log,
    hub,
    worker: workers.chores,
    isBusy: () => questions.isBusy(),
    endedUncleanly: options.condition.endedUncleanly,
  })
  const recovery = createRecoveryDesk({
    reopen: options.reopen,
    workerFile: options.workerFile,
    dataDir: description.dataDir,
    clock,
    log,
    onProgress: (share) => hub.publish({ name: 'integrity.progressed', payload: { share } }),
  })
  let demo: Promise<DemoService> | undefined
  vaultDesk.tidy()

  function startBackups(): () => void {
    // There is nothing that a history in memory could be copied beside, and nowhere that one could be copied to.
    if (db.memory || description.isReadOnly) return () => undefined
    return startBackupSchedule({
      clock,
      isOn: () => readSettings(db).backups === 'daily',
      isBusy: () => questions.isBusy(),
      // What went wrong is in the log, and in the list of backups.
      makeBackup: () =>
        backups.create(false).then(
          (outcome) => outcome !== 'no-space',
          () => false,
        ),
    })
  }

  async function openClient(profileId: ProfileId): Promise<AdpClient> {
    cards.consider(profileId)
    const connection = await describeConnection(profileId)
    return connect(connection, connections.createReport(profileId))
  }

  /** As `describeConnection`, which asks the demo with its AppKey alone: what breaks off there is to be seen broken off. */
  async function describeForCard(profileId: ProfileId): Promise<AdpConnection> {
    const { isDemo } = getProfile(db, profileId)
    const connection = await describeConnection(profileId)
    if (!isDemo) return connection
    const { credentials } = await openDemo()
    return { ...connection, credentials }
  }

  /** With all that there is to ask the cloud API with. */
  async function openRecordClient(profileId: ProfileId): Promise<AdpClient> {
    return connect(await describeForCard(profileId), connections.createReport(profileId))
  }

  function openDemo(): Promise<DemoService> {
    demo ??= startDemo().catch((error: unknown) => {
      demo = undefined
      throw error
    })
    return demo
  }

  /** Where the demo is for a question, which goes there with its AppKey alone. */
  async function findDemo(): Promise<Pick<DemoService, 'serviceUrl' | 'appKey'>> {
    const { serviceUrl, appKey } = await openDemo()
    return { serviceUrl, appKey }
  }

  async function describeConnection(profileId: ProfileId): Promise<AdpConnection> {
    const profile = getProfile(db, profileId)
    if (profile.isDemo) {
      return { ...describeWay(profile), ...(await findDemo()) }
    }
    const appKey = await keys.readAppKey(profileId)
    if (appKey === undefined) {
      profiles.announce()
      throw new FailureError(createFailure('key-missing'))
    }
    return { ...describeWay(profile), ...(await readCredentials(profile)), appKey }
  }

  /** As far as it is known: that of the demo once it runs, those of the sites never. */
  async function findServiceUrl(profileId: ProfileId): Promise<string | undefined> {
    const { isDemo, serviceUrl } = getProfile(db, profileId)
    return isDemo ? (await demo)?.serviceUrl : serviceUrl
  }

  /** Without them an answer can still come, another way; the profile then says that they are missing. */
  async function readCredentials({
    id,
    secretIdHint,
  }: StoredProfile): Promise<Pick<AdpConnection, 'credentials'>> {
    if (secretIdHint === null) return {}
    const credentials = await keys.readCredentials(id)
    if (credentials !== undefined) return { credentials }
    profiles.announce()
    return {}
  }

  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      log.error('history.failed', { cause: String(error) })
    }
  }

  /** The part of a profile that says how to reach its application, and what is known about that. */
  function describeWay(profile: StoredProfile): Omit<AdpConnection, 'appKey'> {
    const known = connections.findKnown(profile.id)
    return { ...describeSettings(profile), ...(known === undefined ? {} : { known }) }
  }

  /** What the first page shows is looked at without being selected anew. */
  function considerSelected(): void {
    const selected = readSettings(db).selectedProfileId ?? listProfiles(db)[0]?.id
    if (selected !== undefined) cards.consider(selected)
  }

  function wake(): void {
    log.info('engine.wake')
    sockets.wake()
  }

  function summarize(conversation: StoredConversation): ConversationSummary {
    return { ...conversation, isRunning: questions.isRunning(conversation.id) }
  }

  function announce(conversationId: ConversationId): void {
    hub.publish({
      name: 'conversation.changed',
      payload: { conversation: summarize(getConversation(db, conversationId)) },
    })
  }

  attempt(considerSelected)
  hub.subscribe(({ name, payload }) => {
    if (name === 'conversation.removed') attachments.onRemoved(payload.conversationId)
  })
  return {
    handlers: sayWhenNotSaved(
      createHandlers({
        db,
        clock,
        hub,
        description,
        profiles,
        transfer,
        launches,
        profileList,
        order,
        questions,
        questionFiles,
        queue,
        templates,
        answers,
        forks,
        connections,
        connectionTests,
        images,
        references,
        answerFiles,
        data,
        incoming,
        backups,
        imports,
        backfill,
        exports,
        outgoing: options.outgoing,
        search,
        integrity,
        recovery,
        vault: vaultDesk,
        cards,
        bin,
        drafts,
        attachments,
        retention,
        erase,
        wake,
        summarize,
        announce,
      }),
      db,
      log,
    ),
    subscribe: (listener) => hub.subscribe(listener),
    isBusy: () => questions.isBusy(),
    wake,
    requestLaunch: launches.request,
    selectProfileNamed: launches.selectNamed,
    takeOutgoing: (token) => options.outgoing.take(token),
    async close() {
      endBackups()
      backups.cancel()
      references.close()
      retention.close()
      removal.close()
      queue.close()
      questions.close()
      answers.close()
      forks.close()
      attachments.close()
      integrity.close()
      connectionTests.close()
      cards.close()
      exports.close()
      sockets.close()
      await Promise.all([imports.close(), backfill.close()])
      searchUpkeep.close()
      await Promise.all([workers.search.close(), workers.chores.close()])
      options.outgoing.close()
      closeStore(db)
    },
  }
}
