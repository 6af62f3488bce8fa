// Owns the scenarios in which an answer holds more than one text: pictures, files, forms, and several of them at once.
import type { Content, FileCard, Questionnaire, Widget } from '../content.ts'
import type { Ask, Scenario, Step } from '../scenario.ts'
import { closing, opening, ordinaryTurn } from './ordinary-turn.ts'

const picture = 'https://example.com/pictures/lighthouse.png'

const report: FileCard = {
  name: '季度报告.pdf',
  size: '482113',
  url: 'https://example.com/files/report.pdf?sign=1',
  fileType: 'pdf',
  documentId: '1790000000000000123',
}
const table: FileCard = {
  name: 'figures.xlsx',
  size: '20480',
  url: 'https://example.com/files/figures.xlsx',
  fileType: 'xlsx',
  documentId: '1790000000000000124',
}

const format: Questionnaire = {
  title: 'Output format',
  questions: [
    {
      question: 'Which format do you want?',
      isMultiple: false,
      isRequired: true,
      options: [
        { label: 'PDF', description: 'fixed layout' },
        { label: 'DOCX', description: 'editable' },
      ],
    },
    {
      question: '需要哪些章节？',
      isMultiple: true,
      isRequired: false,
      options: [
        { label: '摘要', description: '' },
        { label: '图表', description: '每季度一张' },
      ],
    },
  ],
}

const widget: Widget = {
  id: 'widget-weather',
  runId: 'run-0001',
  state: '{"city":"Shenzhen","days":3}',
  view: JSON.stringify({
    type: 'Card',
    children: [
      { type: 'Title', value: 'Shenzhen' },
      { type: 'Text', value: 'Clear, 24 °C' },
      {
        type: 'Button',
        label: 'Tomorrow',
        onClickAction: { type: 'sys.chat', payload: { text: '/say Tomorrow' } },
      },
    ],
  }),
}

const trip: Widget = {
  id: 'widget-trip',
  runId: 'run-0002',
  state: '{"trip":"Bern"}',
  view: JSON.stringify({
    type: 'Card',
    children: [
      {
        type: 'Row',
        align: 'center',
        children: [
          { type: 'Icon', name: 'map-pin' },
          { type: 'Title', value: 'Your trip', size: 'lg' },
          { type: 'Badge', label: 'draft', color: 'warning' },
        ],
      },
      { type: 'Markdown', value: 'Fill in **all** of it, 请填写完整。' },
      {
        type: 'Form',
        onSubmitAction: { type: 'trip.book', payload: { trip: 7 } },
        children: [
          { type: 'Label', value: 'To', fieldName: 'to' },
          { type: 'Input', name: 'to', placeholder: 'City', required: true },
          { type: 'DatePicker', name: 'on', label: 'On', defaultValue: '2026-03-14' },
          {
            type: 'Select',
            name: 'class',
            label: 'Class',
            defaultValue: '2',
            options: [
              { value: '1', label: 'First' },
              { value: '2', label: 'Second' },
            ],
          },
          {
            type: 'RadioGroup',
            name: 'seat',
            label: 'Seat',
            options: [
              { value: 'window', label: 'Window' },
              { value: 'aisle', label: 'Aisle' },
            ],
          },
          { type: 'Checkbox', name: 'return', label: 'And back' },
          { type: 'Textarea', name: 'remark', label: 'Remark' },
          { type: 'Button', label: 'Book', submit: true, style: 'primary' },
        ],
      },
      { type: 'Divider' },
      {
        type: 'Table',
        children: [
          {
            type: 'Table.Row',
            header: true,
            children: [
              { type: 'Table.Cell', value: 'Class' },
              { type: 'Table.Cell', value: 'Price' },
            ],
          },
          {
            type: 'Table.Row',
            children: [
              { type: 'Table.Cell', value: 'Second' },
              { type: 'Table.Cell', value: 'CHF 62' },
            ],
          },
        ],
      },
      {
        type: 'Button',
        label: 'Terms',
        onClickAction: { type: 'sys.go_to_url', payload: { url: 'https://example.com/terms' } },
      },
      { type: 'Hologram', depth: 3 },
    ],
  }),
}

/** An answer with a text and this beside it. */
function beside(command: string, summary: string, text: string, contents: readonly Content[]): Scenario {
  return { command, summary, generations: ['v2'], play: () => ordinaryTurn({ text, contents }) }
}

/** An answer that holds this and no text at all. */
function alone(command: string, summary: string, content: Content): Scenario {
  return {
    command,
    summary,
    generations: ['v2'],
    *play() {
      yield* opening()
      yield { type: 'content', content }
      yield* closing()
    },
  }
}

/** What is said when a button of a widget was pressed. */
export function answerAction({ action }: Pick<Ask, 'action'>): Iterable<Step> {
  return ordinaryTurn({
    text: `The widget ${action?.widgetId ?? ''} said ${action?.actionType ?? ''} with ${action?.payload ?? ''}.`,
  })
}

export const contentScenarios: readonly Scenario[] = [
  {
    command: '/file',
    summary: 'two files that the application has made',
    play: () =>
      ordinaryTurn({
        text: 'The report and its figures are ready, 报告已生成。',
        contents: [
          { type: 'file', file: report },
          { type: 'file', file: table },
        ],
      }),
  },
  beside('/image', 'a picture beside the text', 'This is the lighthouse.', [{ type: 'image', url: picture }]),
  beside('/multi-options', 'buttons of which several may be chosen', 'Which of these do you want to read?', [
    { type: 'options', options: ['Leave', 'Travel', '报销'], isMultiple: true },
  ]),
  beside('/json-noise', 'raw JSON in a reply, which is not meant to be shown', 'This is the reply.', [
    { type: 'json-text', text: '{"internal":true}' },
  ]),
  beside('/tasks', 'a list of tasks beside the text', 'This is how far it is:', [
    {
      type: 'tasks',
      tasks: [
        { content: 'Read the figures', status: 'success' },
        { content: '画图', status: 'processing' },
        { content: 'Write the report', status: 'pending' },
        { content: 'Send it', status: 'failed' },
      ],
    },
  ]),
  beside('/widget', 'a widget with a button, which is answered in its turn', 'The weather in Shenzhen:', [
    { type: 'widget', widget },
  ]),
  beside('/widget-form', 'a widget with a form', 'Where do you want to go?', [
    { type: 'widget', widget: trip },
  ]),
  alone('/questionnaire', 'a form to be filled in, and no text', {
    type: 'questionnaire',
    questionnaire: format,
  }),
  alone('/file-collection', 'asks for up to three files, and says nothing', {
    type: 'file-collection',
    maxCount: 3,
    fileTypes: ['pdf', 'docx', 'png'],
  }),
  {
    command: '/contents',
    summary: 'a text, a picture, a second text, a chart and a third text in one message',
    generations: ['v2'],
    *play() {
      yield* opening()
      yield { type: 'text', text: 'Before the picture, 图片之前。' }
      yield { type: 'content', content: { type: 'image', url: picture } }
      yield { type: 'content', content: { type: 'text', text: 'Between picture and chart, 两者之间。' } }
      yield {
        type: 'content',
        content: { type: 'chart', chart: '{"series":[{"type":"line","data":[1,2,3]}]}' },
      }
      yield { type: 'content', content: { type: 'text', text: 'After the chart' } }
      yield { type: 'text', text: ', and the end.' }
      yield* closing()
    },
  },
]
