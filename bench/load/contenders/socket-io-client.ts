// The client library of Socket.IO reads the same frames, from one connection as ours does. Nothing is kept.
import { io } from 'socket.io-client'
import { createQuestions, socketPath } from '../questions.ts'
import type { Contender } from '../task.ts'

export const runSocketIoClient: Contender = ({ serviceUrl, streams }, onPieces) => {
  const socket = io(serviceUrl, { path: socketPath, transports: ['websocket'], auth: { token: 'token' } })
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
