// Owns what page-security.spec.ts tries in the page against its content security policy. The function is sent to the page
// as text, so it uses nothing but its argument.

/** Tries what the policy forbids, some of it on a server that would allow it; returns what was not refused. */
export async function tryForbidden(server: string): Promise<string[]> {
  // What Playwright evaluates may evaluate text itself; what runs later may do only what the page may.
  await new Promise((resolve) => setTimeout(resolve, 0))
  /** Names of the texts that ran as code. */
  const ran: string[] = []
  Object.assign(globalThis, { ran })
  const code = (name: string) => `globalThis.ran?.push('${name}')`
  const blob = (name: string) => URL.createObjectURL(new Blob([code(name)], { type: 'text/javascript' }))

  function make(name: string, attributes: Readonly<Record<string, string>>, ...inside: string[]) {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.append(...inside)
    return element
  }

  /** Resolves when the element has loaded what it names. */
  function load(element: HTMLElement): Promise<unknown> {
    return new Promise((resolve, reject) => {
      element.onload = resolve
      element.onerror = () => reject(new Error('not loaded'))
      document.body.append(element)
    })
  }

  /** Rejects when this directive refuses what the act does. */
  function unlessRefused(directive: string, blocked: string, act: () => unknown): Promise<never> {
    return new Promise((_resolve, reject) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        if (effectiveDirective === directive && blockedURI.includes(blocked)) reject(new Error('refused'))
      })
      act()
    })
  }

  function createPolicy(name: string): unknown {
    // The compiler does not know it yet.
    const { trustedTypes } = globalThis as {
      trustedTypes?: { createPolicy(name: string, rules: object): unknown }
    }
    return trustedTypes?.createPolicy(name, {})
  }

  /** Each throws or rejects when it is refused. */
  const attempts: Record<string, () => unknown> = {
    eval: () => (0, eval)('1'),
    'new Function': () => new Function('return 1')(),
    'text for a timer': () => setTimeout(code('text for a timer'), 0),
    'inline script': () =>
      unlessRefused('require-trusted-types-for', 'sink', () =>
        document.body.append(make('script', {}, code('inline script'))),
      ),
    'handler in an attribute': () => make('button', { onclick: code('handler in an attribute') }).click(),
    'address that is code': () =>
      unlessRefused('script-src-elem', 'inline', () =>
        make('a', { href: `javascript:${code('address that is code')}` }).click(),
      ),
    'script of a data address': () => load(make('script', { src: `data:text/javascript,${code('data')}` })),
    'script of a blob': () => load(make('script', { src: blob('script of a blob') })),
    'module of a data address': () => import(`data:text/javascript,${code('module')}`),
    'worker of a blob': () => new Worker(blob('worker of a blob')),
    'web assembly': () => WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)),

    'text inside an element': () => Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' }),
    'text by an unsafe setter': () => make('div', {}).setHTMLUnsafe('<b>x</b>'),
    'text as a fragment': () => document.createRange().createContextualFragment('<b>x</b>'),
    'text as a document': () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
    'text as a frame': () => make('iframe', { srcdoc: '<b>x</b>' }),
    'a policy for all text': () => createPolicy('default'),
    'a second policy of our name': () => createPolicy('vue'),

    fetch: () => fetch(`http://${server}/fetch`),
    'fetch that needs no leave': () => fetch(`http://${server}/no-cors`, { mode: 'no-cors' }),
    beacon: () =>
      unlessRefused('connect-src', '/beacon', () => navigator.sendBeacon(`http://${server}/beacon`)),
    events: () => unlessRefused('connect-src', '/events', () => new EventSource(`http://${server}/events`)),
    socket: () => unlessRefused('connect-src', '/socket', () => new WebSocket(`ws://${server}/socket`)),
    script: () => load(make('script', { src: `http://${server}/script.js` })),
    module: () => import(`http://${server}/module.js`),
    image: () => load(make('img', { src: `http://${server}/image.png` })),
    'image of a data address': () => load(make('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' })),
    styles: () => load(make('link', { rel: 'stylesheet', href: `http://${server}/styles.css` })),
    'styles in an attribute': () =>
      unlessRefused('style-src-attr', 'inline', () => make('p', { style: 'color: red' })),
    'styles in the page': () =>
      unlessRefused('style-src-elem', 'inline', () =>
        document.head.append(make('style', {}, 'p { top: 0 }')),
      ),
    video: () => load(make('video', { src: `http://${server}/video.mp4` })),
    frame: () =>
      unlessRefused('frame-src', server, () =>
        document.body.append(make('iframe', { src: `http://${server}/frame` })),
      ),
    'frame of a blob': () =>
      unlessRefused('frame-src', 'blob', () => document.body.append(make('iframe', { src: blob('frame') }))),
    object: () =>
      unlessRefused('object-src', server, () =>
        document.body.append(make('object', { data: `http://${server}/object` })),
      ),
    'another base': () =>
      unlessRefused('base-uri', server, () =>
        document.head.append(make('base', { href: `http://${server}/` })),
      ),
  }

  const allowed: string[] = []
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 5000))])
      allowed.push(name)
    } catch {
      continue
    }
  }
  const powers = ['process', 'require', 'module', 'Buffer', 'ipcRenderer'].filter(
    (name) => name in globalThis,
  )
  return [...allowed, ...ran, ...powers]
}
