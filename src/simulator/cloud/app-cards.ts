// Owns the actions that tell what an application is: its id, its card in either form, the lists it stands in.
import { apps, findAppById, type App } from '../apps.ts'
import { addressOfAvatar } from '../avatars.ts'
import { errorMessage } from '../error-messages.ts'
import type { JsonObject } from '../json.ts'
import { readApp, type Action } from './action.ts'
import { isFailure, refusal } from './failure.ts'
import { optionalText, requiredText } from './parameters.ts'

const spaceId = 'space-simulator-01'
const modes = { standard: 1, agent: 2, workflow: 3, claw: 4 } as const
/** Offline and running; the other states do not occur. */
const states = { deleted: 1, unpublished: 1, published: 2 } as const
const patterns = { standard: 'standard', agent: 'agent', workflow: 'single_workflow', claw: 'agent' } as const
const greeting = 'Hello! I am the simulator. 您好，我是模拟器。'
const openingQuestions = ['/help', 'What can you do?', '怎样学会做饭？']

const describeId: Action = {
  name: 'DescribeRobotBizIDByAppKey',
  product: 'lke',
  rules: { AppKey: requiredText },
  answer({ parameters }) {
    const found = readApp(parameters.text('AppKey'))
    return isFailure(found) ? found : { BotBizId: found.app.id }
  },
}

const describeForLke: Action = {
  name: 'DescribeApp',
  product: 'lke',
  rules: { AppBizId: requiredText },
  isOpen: true,
  answer({ parameters, origin }) {
    const app = findAppById(parameters.text('AppBizId'))
    if (app === undefined) return refusal(460033, errorMessage(460033))
    return {
      AppBizId: app.id,
      AppType: 'knowledge_qa',
      AppTypeDesc: '知识问答',
      BaseConfig: { Name: app.name, Avatar: addressOfAvatar(app, origin), Desc: app.summary },
      AppConfig: {
        KnowledgeQa: { Greeting: greeting, OpeningQuestions: openingQuestions, Pattern: patterns[app.mode] },
      },
    }
  },
}

const describeForAdp: Action = {
  name: 'DescribeApp',
  product: 'adp',
  rules: { AppId: requiredText, Domain: { type: 'integer', min: 1, max: 2 }, FieldMask: { type: 'object' } },
  answer({ parameters, origin }) {
    const app = findAppById(parameters.text('AppId'))
    if (app === undefined) return refusal(460033, errorMessage(460033))
    const { Paths } = parameters.object('FieldMask')
    const paths: readonly unknown[] | undefined = Array.isArray(Paths) ? Paths : undefined
    const isWanted = (path: string) => paths === undefined || paths.includes(path)
    return {
      App: {
        AppId: app.id,
        Metadata: {
          Name: app.name,
          Avatar: addressOfAvatar(app, origin),
          Description: app.summary,
          AppMode: modes[app.mode],
          SpaceId: spaceId,
        },
        Status: { Status: states[app.state] },
        Config: isWanted('AppConfig') ? configPayload() : null,
        // The one part that is told only when it is asked for by name.
        SecretInfo: paths?.includes('SecretInfo') === true ? { AppKey: app.appKey } : null,
      },
    }
  },
}

const listSummaries: Action = {
  name: 'DescribeAppSummaryList',
  product: 'adp',
  rules: {
    SpaceId: optionalText,
    FilterList: { type: 'list' },
    PageNumber: { type: 'integer', min: 0 },
    PageSize: { type: 'integer', min: 1, max: 100 },
    Query: optionalText,
  },
  answer({ parameters, origin }) {
    // A space is known by its id; its name is something else.
    if (parameters.text('SpaceId') !== spaceId) return refusal(4510004, '空间不存在')
    const found = apps.filter(({ name }) => name.includes(parameters.text('Query')))
    const size = parameters.number('PageSize') ?? 20
    const start = (parameters.number('PageNumber') ?? 0) * size
    return {
      AppSummaryList: found.slice(start, start + size).map((app) => summaryPayload(app, origin)),
      TotalCount: String(found.length),
    }
  },
}

const listSpaces: Action = {
  name: 'DescribeSpaceList',
  product: 'adp',
  rules: {},
  isOpen: true,
  answer: () => ({ SpaceList: [{ SpaceId: spaceId, Name: 'default_space' }], TotalCount: '1' }),
}

function configPayload(): JsonObject {
  return {
    Greeting: { Greeting: greeting, OpeningQuestionList: openingQuestions },
    Experience: {
      Conversation: {
        EnableRecommended: true,
        EnableWebSearch: true,
        Method: 1,
        InputBoxConfig: { InputBoxButtons: [1, 2, 4] },
        AiCall: null,
        BackgroundImage: null,
        FallbackReply: '',
      },
    },
  }
}

function summaryPayload(app: App, origin: string): JsonObject {
  return {
    AppId: app.id,
    Name: app.name,
    Avatar: addressOfAvatar(app, origin),
    AppMode: modes[app.mode],
    AppStatus: states[app.state],
  }
}

export const appActions: readonly Action[] = [
  describeId,
  describeForLke,
  describeForAdp,
  listSummaries,
  listSpaces,
]
