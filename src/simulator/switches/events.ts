// Owns the switches that put something among the events of a turn which a client must bear.
import type { Content } from '../content.ts'
import type { JsonObject } from '../json.ts'
import type { Step } from '../scenario.ts'
import { withMiddle, type Switch } from './switch.ts'

const holograph: Content = {
  type: 'unknown',
  name: 'holograph',
  members: { Holograph: { Depth: 3, Layers: ['a', null] } },
}
const mood: JsonObject = { colour: 'teal', level: 3, nested: [{ a: null }] }

const oddJson = ['null', '42', '["reply"]', '{}', '{"type":"reply"}', '{"payload":null,"type":"reply"}', '""']

export const eventSwitches: readonly Switch[] = [
  {
    name: 'unknown-events',
    summary: 'events of a name nobody knows before and during the answer',
    *apply(steps) {
      const unknown: Step = { type: 'other', name: 'mood_ring', payload: mood }
      for (const step of steps) {
        if (step.type === 'text') yield unknown
        yield step
      }
    },
  },
  withMiddle(
    'unknown-messages',
    'a message of a kind nobody knows',
    [
      {
        type: 'remark',
        remark: { key: 'task.modify', kind: 'task.modify', title: 'Something new', contents: [holograph] },
      },
    ],
    { generations: ['v2'] },
  ),
  withMiddle(
    'unknown-contents',
    'a content of a kind nobody knows beside the text',
    [{ type: 'content', content: holograph }],
    { generations: ['v2'] },
  ),
  withMiddle('drop', 'the connection is reset in the middle of the answer', [{ type: 'reset' }]),
  withMiddle('broken-json', 'one event that is no JSON', [
    {
      type: 'raw',
      text: 'event:reply\ndata:{"message_id":"broken","payload":{"content":"half of a li\n\n',
      frames: ['42["reply",{"payload":{"content":"half of a li'],
    },
  ]),
  withMiddle('odd-json', 'events that are JSON but say nothing', [
    {
      type: 'raw',
      text: oddJson.map((json) => `data:${json}\n\n`).join(''),
      frames: [
        '42',
        '42[]',
        '42null',
        '42{}',
        '42[7,{}]',
        '42["reply"]',
        '42["text.delta",null]',
        '42["message.done",[]]',
      ],
    },
  ]),
]
