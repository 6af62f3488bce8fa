// Owns the two names of the page's address: the one the program gives it, which Chromium cannot load, and the one that
// the test's Chromium has instead. It is under .test, which no server will ever have.

const suffix = '.app.test'

/** `app://adp-desk/x` → `https://adp-desk.app.test/x` */
export function toChromium(url: string): string {
  return url.replace(/^app:\/\/([^/?#]+)/, `https://$1${suffix}`)
}

/** `https://adp-desk.app.test/x` → `app://adp-desk/x`; other addresses stay what they are. */
export function toProgram(url: string): string {
  return url.replace(/^https:\/\/([^/?#]+)\.app\.test(?=[/?#]|$)/, 'app://$1')
}
