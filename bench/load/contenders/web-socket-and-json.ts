// What cannot be left out of reading a socket: ws for the frames, and JSON.parse for what is in them.
import { WebSocket } from 'ws'
import { createQuestions, socketPath } from '../questions.ts'
import type { Contender } from '../task.ts'

export const runWebSocket: Contender = ({ serviceUrl, streams }, onPieces) => {
  const url = `${serviceUrl.replace('http', 'ws')}${socketPath}?EIO=4&transport=websocket`
  const socket = new WebSocket(url, { perMessageDeflate: false })
  return new Promise((resolve) => {
    let ended = 0
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      if (text.startsWith('0')) socket.send('40{"token":"token"}')
      if (text.startsWith('40')) for (const question of createQuestions(streams)) ask(socket, question)
      if (!text.startsWith('42')) return
      // Safe: the service sends nothing else.
      const [name] = JSON.parse(text.slice(2)) as [string, unknown]
      if (name === 'text.delta') onPieces(1)
      if (name !== 'response.completed' || (ended += 1) < streams) return
      socket.close()
      resolve()
    })
  })
}

function ask(socket: WebSocket, Request: object): void {
  socket.send(`42${JSON.stringify(['request', { Type: 'request', Request }])}`)
}
