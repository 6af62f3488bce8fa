// Owns how a drawing leaves the frame: as one SVG text without links, html and styles of its library for pointing at
// things. What may be in it is decided in the page, by safe-picture.ts; here is taken out what libraries put in anyway.

const svgNamespace = 'http://www.w3.org/2000/svg'

/** Changes the drawing. */
export function serializePicture(drawing: Element): string {
  // Where there is html, there is also the same in words of SVG, for programs that do not know html.
  for (const element of drawing.querySelectorAll('foreignObject, script, image')) element.remove()
  for (const link of drawing.querySelectorAll('a')) {
    const group = document.createElementNS(svgNamespace, 'g')
    for (const name of ['class', 'id', 'transform']) {
      const value = link.getAttribute(name)
      if (value !== null) group.setAttribute(name, value)
    }
    group.append(...link.childNodes)
    link.replaceWith(group)
  }
  // An edge that runs would do so for as long as the picture is on the page.
  const stillness = document.createElementNS(svgNamespace, 'style')
  stillness.textContent = '*{animation:none!important}'
  drawing.append(stillness)
  return new XMLSerializer().serializeToString(drawing)
}
