// Owns the pictures of the simulated applications: one that a client shows, and one of a kind that it should not.
import type { ServerResponse } from 'node:http'
import { avatarPath } from './addresses.ts'
import { findAppById, type App } from './apps.ts'
import { sendHttpError } from './http.ts'

/** 96 by 96 points. */
const picture = Buffer.from(
  [
    'iVBORw0KGgoAAAANSUhEUgAAAGAAAABgBAMAAAAQtmoLAAAAMFBMVEUNenYdg38tjIg9lZFOnZtepqRur61+uLaOwb+eysiu09G+3NrP5OTf',
    '7e3v9vb////h2MLRAAABQ0lEQVR42u2VMW7CQBREB0EQTRTK5Ba0NIQyVcgJohwlSOlAAsQBuEa6tOnIDVxAaiKFwii2NwoG25j/1x6Jgkg7',
    'za7W+zT2X+98wMnJyemsVRuszIGi165tf90zRwqf9P3VuREUtFTg0Yj61PZfGEUPCtDRgIUCzDUgUEpkVMmFutSBDxHo6cBaBEY64IvAmw78',
    'iMD+L3ofmvwsEoHdwyVwn58ZG9AFavmZDQiSIwwyh2kB/KRgfqZ0pwToV6I/mi+rdHB2QJId+LqNx++rskAjHp9LA5W4rM3SAK7/hj4KgFUK',
    'oO2FU6RAZL9Am/3KzH6B0is6iRduCq5oL5e/mWReF8VM+NKs3HlFMUMHGR2VfBjTcU83FL5l0U2Rb7vJT7shevsWGJMAYwDWAKwBWAOwBmAN',
    'wBqANQBrANbAycnpX+sXAjDFTw/xfVEAAAAASUVORK5CYII=',
  ].join(''),
  'base64',
)

/** An SVG can hold scripts. */
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><script>alert(1)</script></svg>'

/** Where the picture of an application is; `origin` is where the simulator was reached. */
export function addressOfAvatar(app: App, origin: string): string {
  return `${origin}${avatarPath}${app.id}`
}

export function answerAvatar(path: string, response: ServerResponse): void {
  const app = findAppById(path.slice(avatarPath.length))
  if (app === undefined) return sendHttpError(response, 404, 'There is nothing at this path.')
  // Whatever it is, the service says that it is a PNG.
  response.writeHead(200, { 'content-type': 'image/png' }).end(app.mode === 'claw' ? drawing : picture)
}
