// Owns what must not be on a page that shows attacks: elements that run, load or send something, handlers, addresses that
// are not the program's own. Runs in the page.

/** In a line each. Frames are the program's own, locked ones; pictures come from the engine. */
export function findBreaches(): string[] {
  const breaches: string[] = []
  const forbidden =
    'script, style, link, meta, base, object, embed, applet, form[action], video, audio, source, track, portal, webview, foreignObject, animate, set'
  for (const element of document.body.querySelectorAll('*')) {
    const attributes = Array.from(element.attributes, ({ name, value }) => `${name}=${value}`)
    const line = `${element.tagName} ${attributes.join(' ')}`.slice(0, 160)
    if (element.matches(forbidden)) breaches.push(`element: ${line}`)
    if (element.tagName === 'IFRAME' && element.getAttribute('sandbox') !== 'allow-scripts')
      breaches.push(`frame: ${line}`)
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) breaches.push(`handler: ${line}`)
      if (/^(srcdoc|ping|formaction|background|xlink:href|srcset|poster)$/i.test(name))
        breaches.push(`attribute: ${line}`)
      if (name === 'src' && element.tagName !== 'IFRAME' && !/^(blob:|\.?\/|app:\/\/adp-desk\/)/.test(value))
        breaches.push(`source: ${line}`)
      if (name === 'href' && !/^(https?:|mailto:|#|\/)/i.test(value)) breaches.push(`link: ${line}`)
      if (name === 'style' && /url\(|expression|@import/i.test(value)) breaches.push(`style: ${line}`)
    }
  }
  return breaches
}
