// Owns how protocol generation 2 spells the contents of a message, those of questions too, and the marks and sources that
// hang on a text. Member order as in the samples of the dialogue API v2 document.
import type { Content, FileCard, QuestionContent, Questionnaire } from './content.ts'
import type { Json, JsonObject } from './json.ts'
import type { AnswerDetails, Reference } from './scenario.ts'
import type { Spelling } from './spelling.ts'

type Quote = NonNullable<AnswerDetails['quotes']>[number]

/** What hangs on a text. */
export interface TextMarks {
  readonly quotes: readonly Quote[]
  readonly references: readonly Reference[]
  /** Undefined unless the options stand beside the text. */
  readonly options: Extract<Content, { readonly type: 'options' }> | undefined
}

export function textPayload(text: string, marks: TextMarks, spelling: Spelling): JsonObject {
  const { quotes, references, options } = marks
  return {
    Type: 'text',
    Text: text,
    QuoteInfos: quotes.length === 0 ? undefined : quotes.map(quotePayload),
    References:
      references.length === 0
        ? undefined
        : references.map((_, index) => referencePayload(references, index, spelling)),
    OptionCards: options?.options,
    OptionMode: options === undefined ? undefined : optionMode(options.isMultiple),
  }
}

export function contentPayload(content: Content): JsonObject {
  switch (content.type) {
    case 'text':
      return { Type: 'text', Text: content.text }
    case 'json-text':
      return { Type: 'json_text', Text: content.text }
    case 'image':
      return { Type: 'image', Image: { Url: content.url } }
    case 'file':
      return { Type: 'file', File: filePayload(content.file) }
    case 'options':
      return {
        Type: 'option_cards',
        OptionCards: content.options,
        OptionMode: optionMode(content.isMultiple),
      }
    case 'custom-params':
      return { Type: 'custom_params', CustomParams: content.params }
    case 'sandbox':
      return {
        Type: 'sandbox',
        Sandbox: { Url: content.url, DisplayUrl: content.displayUrl, Content: content.content },
      }
    case 'web-search':
      return { Type: 'web_search', WebSearch: { Content: JSON.stringify(content.results) } }
    case 'file-collection':
      return {
        Type: 'file_collection',
        FileCollection: { MaxFileCount: content.maxCount, SupportedFileTypes: content.fileTypes },
      }
    case 'chart':
      return { Type: 'e_chart', EChart: content.chart }
    case 'widget': {
      const { id, runId, state, view } = content.widget
      return { Type: 'widget', Widget: { WidgetId: id, WidgetRunId: runId, State: state, View: view } }
    }
    case 'tasks':
      return {
        Type: 'tasks',
        Tasks: content.tasks.map((task, index) => ({
          Index: index + 1,
          Content: task.content,
          Status: task.status,
        })),
      }
    case 'questionnaire':
      return { Type: 'questionnaire', Questionnaire: questionnairePayload(content.questionnaire) }
    case 'unknown':
      return { Type: content.name, ...content.members }
  }
}

export function questionContentPayload(content: QuestionContent): JsonObject {
  switch (content.type) {
    case 'text':
    case 'image':
    case 'file':
      return contentPayload(content)
    case 'custom-variables':
      return { Type: 'custom_variables', CustomVariables: content.variables }
    case 'widget-action': {
      const { widgetId, widgetRunId, actionType, payload } = content.action
      return {
        Type: 'widget_action',
        WidgetAction: {
          WidgetId: widgetId,
          WidgetRunId: widgetRunId,
          ActionType: actionType,
          Payload: payload,
        },
      }
    }
  }
}

export function quotePayload({ index, position }: Quote): JsonObject {
  return { Position: position, Index: index }
}

/** Web pages bring the number they are cited by; the others are counted. */
export function referencePayload(
  references: readonly Reference[],
  place: number,
  { hasNumericIds, hasOlderReferenceIds }: Spelling,
): JsonObject {
  const reference = references[place]
  if (reference === undefined) return {}
  const id = (digits = '0'): Json => (hasNumericIds ? BigInt(digits) : digits)
  const name = hasOlderReferenceIds
    ? { refer: 'ReferBizId', document: 'DocBizId', pair: 'QaBizId', base: 'KnowledgeBizId' }
    : { refer: 'ReferenceId', document: 'DocId', pair: 'QaId', base: 'KnowledgeId' }
  switch (reference.kind) {
    case 'question-and-answer':
      return {
        Index: place + 1,
        Type: 1,
        Name: reference.name,
        QaRefer: {
          [name.refer]: id(reference.id),
          [name.pair]: id(reference.questionBusinessId),
          [name.base]: id(knowledgeBaseId),
        },
      }
    case 'document':
      return {
        Index: place + 1,
        Type: 2,
        Name: reference.name,
        DocRefer: {
          [name.refer]: id(reference.id),
          [name.document]: id(reference.documentBusinessId),
          DocName: reference.name,
          [name.base]: id(knowledgeBaseId),
          Url: reference.url ?? '',
        },
      }
    case 'web':
      return {
        Index: Number(reference.id),
        Type: 4,
        Name: reference.name,
        WebSearchRefer: { Url: reference.url ?? '' },
      }
  }
}

const knowledgeBaseId = '1859876543210000001'

function filePayload(file: FileCard): JsonObject {
  return {
    FileName: file.name,
    FileSize: file.size,
    FileUrl: file.url,
    FileType: file.fileType,
    DocId: file.documentId === '' ? undefined : file.documentId,
  }
}

function optionMode(isMultiple: boolean | undefined): number {
  return isMultiple === true ? 1 : 0
}

function questionnairePayload({ title, questions }: Questionnaire): JsonObject {
  return {
    Title: title,
    Questions: questions.map(({ question, isMultiple, isRequired, options }, index) => ({
      Index: index + 1,
      Question: question,
      Type: isMultiple ? 2 : 1,
      Required: isRequired,
      Options: options.map(({ label, description }) => ({ Label: label, Description: description })),
    })),
  }
}
