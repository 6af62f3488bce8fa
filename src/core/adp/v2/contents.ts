// Owns what stands in a v2 content beside its words: pictures, files, buttons, forms, cards … and which part each becomes.
// What counts is the member that is there, not the type that is named. Words, marks and sources are message.ts's.
import type { Part } from '#shared/part.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { cutRaw } from '../unknown-event.ts'
import { decodeTaskStatus } from './progress.ts'
import { decodeReference, decodeSearchResults } from './references.ts'
import type { WireContent } from './schema.ts'

/** Question type 2 of a questionnaire, and mode 1 of option cards: several may be chosen. */
const multipleQuestion = 2
const multipleOptions = 1

/** Types whose whole meaning is their text. */
const textTypes: readonly string[] = ['', 'text', 'json_text']

/**
 * The parts of a content. `key` tells it from all others of the answer; `raw` is the content as received, for what cannot
 * be made out.
 */
export function decodeContentParts(content: WireContent, raw: unknown, key: string): Part[] {
  const parts: Part[] = []
  const { Image, File, Sandbox, WebSearch, FileCollection, Widget, Questionnaire } = content
  if (Image?.Url !== undefined)
    parts.push({ type: 'image', key: `image:${key}`, url: Image.Url, description: '' })
  const file = decodeFile(content, `file:${key}`)
  if (file) parts.push(file)
  if (content.OptionCards.length > 0) {
    const isMultiple = content.OptionMode === multipleOptions
    parts.push({ type: 'options', key: `options:${key}`, options: content.OptionCards, isMultiple })
  }
  if (content.CustomParams.length > 0) {
    const rawParams = cutRaw(JSON.stringify(content.CustomParams))
    parts.push({ type: 'unknown', key: `custom-params:${key}`, name: 'custom_params', raw: rawParams })
  }
  if (Sandbox) {
    const { Url: url = '', DisplayUrl: displayUrl = '', Content: output = '' } = Sandbox
    parts.push({ type: 'sandbox', key: `sandbox:${key}`, url, displayUrl, content: output })
  }
  if (WebSearch?.Content !== undefined) parts.push(decodeWebSearch(WebSearch.Content, key))
  if (FileCollection) {
    parts.push(
      omitUndefined<Part>({
        type: 'file-request',
        key: `file-request:${key}`,
        maxFiles: wholeNumber(FileCollection.MaxFileCount),
        fileTypes: FileCollection.SupportedFileTypes,
      }),
    )
  }
  if (Widget) parts.push(decodeWidget(Widget, `widget:${key}`))
  if (content.Tasks.length > 0) {
    const tasks = content.Tasks.map((task) => ({
      text: task.Content ?? '',
      status: decodeTaskStatus(task.Status),
    }))
    parts.push({ type: 'tasks', key: `tasks:${key}`, tasks })
  }
  if (Questionnaire) parts.push(decodeQuestionnaire(Questionnaire, `questionnaire:${key}`))
  if (content.EChart !== undefined) parts.push({ type: 'chart', key: `chart:${key}`, option: content.EChart })
  if (parts.length > 0 || textTypes.includes(content.Type) || content.Text || File) return parts
  return [
    {
      type: 'unknown',
      key: `unknown:${key}`,
      name: content.Type.slice(0, 200),
      raw: cutRaw(JSON.stringify(raw)),
    },
  ]
}

function decodeFile(content: WireContent, key: string): Part | undefined {
  const file = content.File ?? (content.Type === 'file' ? content : undefined)
  const url = file?.FileUrl ?? file?.Url
  const name = file?.FileName
  if (url === undefined && name === undefined) return undefined
  const documentId = content.File?.DocId ?? content.File?.DocBizId
  return omitUndefined<Part>({
    type: 'file',
    key,
    name: name ?? url ?? '',
    url: url ?? '',
    fileType: content.File?.FileType ?? '',
    sizeBytes: content.File?.FileSize,
    // What the official client writes where there is none.
    documentId: documentId === '0' ? undefined : documentId,
  })
}

function decodeWebSearch(json: string, key: string): Part {
  const references = decodeSearchResults(json)
  return references === undefined
    ? { type: 'unknown', key: `web-search:${key}`, name: 'web_search', raw: cutRaw(json) }
    : { type: 'references', key: `web-search:${key}`, references }
}

function decodeWidget(widget: NonNullable<WireContent['Widget']>, key: string): Part {
  const encoded = widget.EncodedWidget
  return {
    type: 'widget',
    key,
    widgetId: widget.WidgetId ?? '',
    runId: widget.WidgetRunId ?? '',
    // Older builds have the card in base64.
    view: widget.View ?? (encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString()),
    state: widget.State ?? '',
  }
}

function decodeQuestionnaire(wire: NonNullable<WireContent['Questionnaire']>, key: string): Part {
  return {
    type: 'questionnaire',
    key,
    title: wire.Title ?? '',
    questions: wire.Questions.map((question) => ({
      question: question.Question ?? '',
      isMultiple: question.Type === multipleQuestion,
      isRequired: question.Required ?? false,
      options: question.Options.map(({ Label = '', Description = '' }) => ({
        label: Label,
        description: Description,
      })),
    })),
  }
}

/** Sources that belong to no text of the answer. */
export function createReferencesPart(content: WireContent, key: string): Part[] {
  if (content.References.length === 0) return []
  return [
    { type: 'references', key: `references:${key}`, references: content.References.map(decodeReference) },
  ]
}

function wholeNumber(value: number | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined
}
