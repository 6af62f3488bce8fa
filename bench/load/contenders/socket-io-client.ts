// The client library of Socket.IO reads the same frames, from as many connections as ours does. Nothing is kept.
import { io } from 'socket.io-client'
import { createQuestions, socketPath } from '../questions.ts'
import type { Contender } from '../task.ts'

export const runSocketIoClient: Contender = async ({ serviceUrl, streams, sockets }, onPieces) => {
  const count = streams / sockets
  await Promise.all(Array.from({ length: sockets }, () => runOne(serviceUrl, count, onPieces)))
}

function runOne(serviceUrl: string, streams: number, onPieces: (count: number) => void): Promise<void> {
  const socket = io(serviceUrl, {
    path: socketPath,
    transports: ['websocket'],
    auth: { token: 'token' },
    forceNew: true,
  })
  return new Promise((resolve) => {
    let ended = 0
    socket.on('text.delta', () => onPieces(1))
    socket.on('response.completed', () => {
      ended += 1
      if (ended < streams) return
      socket.close()
      resolve()
    })
    socket.on('connect', () => {
      for (const Request of createQuestions(streams)) socket.emit('request', { Type: 'request', Request })
    })
  })
}
