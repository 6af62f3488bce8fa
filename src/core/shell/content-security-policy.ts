// Owns what a page of the program may load and run: its own files and nothing else. Sent with every response of both
// shells (main/app-protocol.ts, server/static.ts), because a policy in a header cannot be taken out by the page.

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  // The frames that draw diagrams (frame-policy.ts). Everything else of ours refuses to be framed, see below.
  'frame-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  // The compiled templates of Vue hand static markup to the DOM under the first name; under the second the page starts the
  // worker that colours code (renderer/src/markdown/color-code.ts), and nothing else.
  'trusted-types': 'vue highlight-worker',
}

export const contentSecurityPolicy: string = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ')
