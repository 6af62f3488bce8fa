// Owns `Tray` and `nativeImage` of the stand-in: a picture that has to be a PNG, and a menu whose items the journey can read
// and choose.
import type { MenuItem, NativeImage, Tray as ElectronTray } from 'electron'
import { isAppReady } from './app.ts'
import { onMessage, tell } from './channel.ts'
import { createEvents } from './events.ts'
import type { StandinMenu } from './menu.ts'
import { refuse, strict } from './strict.ts'

const pngSignature = Buffer.from('\x89PNG', 'latin1')

function createImage(): object {
  return strict('NativeImage', {
    addRepresentation: ({ buffer }) => {
      if (!buffer?.subarray(0, 4).equals(pngSignature)) refuse('a picture is no PNG.')
    },
    setTemplateImage: () => undefined,
  } satisfies Partial<NativeImage>)
}

export const nativeImage = strict('nativeImage', { createEmpty: createImage })

let menu: StandinMenu['items'] = []

onMessage((message) => {
  if (message.type !== 'tray-choose') return
  const item = menu.find(({ label }) => label === message.label)
  if (!item?.click) return refuse(`the tray has no item ${message.label}.`)
  // The program makes nothing of what Electron hands to a click.
  const nobody = strict('MenuItem', {}) as MenuItem
  item.click(nobody, undefined, strict('KeyboardEvent', {}))
})

class StandinTray {
  constructor(_image: object) {
    if (!isAppReady()) refuse('a tray is opened before the ready event.')
    const events = createEvents<ElectronTray>()('Tray', ['click'])
    // Electron hands out its own objects; ours stands in for one.
    return strict('Tray', {
      on: events.on,
      setToolTip: () => undefined,
      setContextMenu: (next: StandinMenu) => {
        menu = next.items
        tell({
          type: 'tray',
          items: menu.flatMap(({ label, checked }) =>
            label === undefined ? [] : [{ label, isChecked: checked === true }],
          ),
        })
      },
    }) as unknown as StandinTray
  }
}

export const Tray = strict('Tray (class)', StandinTray)
