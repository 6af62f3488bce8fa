// The least that a page can do with a long answer: the text of each paragraph is appended, and nothing is read in it.
import { stream } from './stream.ts'

const box = document.createElement('main')
document.body.append(box)
let paragraph: Text | undefined

stream((text) => {
  for (const [index, piece] of text.split('\n\n').entries()) {
    if (index > 0 || !paragraph) {
      const element = document.createElement('p')
      paragraph = document.createTextNode('')
      element.append(paragraph)
      box.append(element)
    }
    paragraph.appendData(piece)
  }
}, box)
