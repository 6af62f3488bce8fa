// Owns how the pages that the program is compared with receive an answer: the task is put into the address, pieces are handed
// over at most once a frame, and the end of the text stays in sight, as in the program.

export function stream(show: (text: string) => void, box: HTMLElement): void {
  let pending = ''
  function showPending(): void {
    const text = pending
    pending = ''
    show(text)
    box.scrollTop = box.scrollHeight
  }
  window.addEventListener('hashchange', () => {
    const socket = new WebSocket(location.origin.replace('http', 'ws'))
    socket.addEventListener('open', () => socket.send(decodeURIComponent(location.hash.slice(1))))
    socket.addEventListener('message', ({ data }) => {
      if (pending === '') requestAnimationFrame(showPending)
      pending += String(data)
    })
    socket.addEventListener('close', () => requestAnimationFrame(() => (document.title = 'done')))
  })
}
