// Owns the frame that draws mermaid. Nothing that a source says changes the rules it is drawn by: labels are text, links
// and handlers are not made, and the picture goes to the page without them.
import mermaid, { type MermaidConfig } from 'mermaid'
import type { DiagramTheme, DrawRequest } from '../frame-messages.ts'
import { answerRequest } from './answer-request.ts'
import { serializePicture } from './serialize-picture.ts'

const maxEdges = 500
/** Pixels; a plan or a timeline becomes unreadable in less. */
const minWidth = 600

function configure(theme: DiagramTheme, maxTextSize: number): MermaidConfig {
  const { isDark, background, surface, text, mutedText, line, series, fontFamily, fontSize } = theme
  const config: MermaidConfig = {
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    suppressErrorRendering: true,
    arrowMarkerAbsolute: false,
    logLevel: 'fatal',
    maxTextSize,
    maxEdges,
    fontFamily,
    look: 'classic',
    theme: 'base',
    themeVariables: {
      darkMode: isDark,
      background,
      primaryColor: surface,
      primaryTextColor: text,
      primaryBorderColor: mutedText,
      secondaryColor: surface,
      tertiaryColor: background,
      lineColor: mutedText,
      textColor: text,
      clusterBkg: background,
      clusterBorder: line,
      edgeLabelBackground: background,
      noteBkgColor: surface,
      noteTextColor: text,
      noteBorderColor: line,
      ...Object.fromEntries(series.map((color, index) => [`pie${index + 1}`, color])),
      pieOpacity: '1',
      pieStrokeColor: background,
      pieOuterStrokeColor: line,
      pieSectionTextColor: background,
      pieTitleTextColor: text,
      pieLegendTextColor: text,
      fontFamily,
      fontSize: `${fontSize}px`,
    },
  }
  // What a source may not say otherwise in a directive or in its head: all but the look.
  const secure = [
    ...Object.keys(config).filter(
      (key) => !['flowchart', 'class', 'look', 'theme', 'themeVariables'].includes(key),
    ),
    'secure',
    'dompurifyConfig',
    'themeCSS',
    'altFontFamily',
  ]
  return { ...config, secure }
}

async function draw({ source, theme, width }: DrawRequest): Promise<string> {
  mermaid.initialize(configure(theme, source.length + 1))
  const container = document.body.appendChild(document.createElement('div'))
  container.style.width = `${Math.max(width, minWidth)}px`
  const { svg } = await mermaid.render('diagram', source, container)
  // Not as XML, which its html labels would not be.
  const drawing = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')
  if (!drawing) throw new Error('Nothing was drawn.')
  // As large as it is; the page shows it smaller where there is less room.
  const [, , ownWidth = '', ownHeight = ''] = (drawing.getAttribute('viewBox') ?? '').split(/\s+/)
  drawing.setAttribute('width', ownWidth)
  drawing.setAttribute('height', ownHeight)
  drawing.style.removeProperty('max-width')
  return serializePicture(drawing)
}

answerRequest({ draw })
