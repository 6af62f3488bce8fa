// Owns the actions about the application behind an AppKey: which it is, and what a person should know of it before asking.
import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { adp, lke, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import { isNotAvailable } from './is-not-available.ts'
import type { Result } from '../result.ts'
import { list, optionalBoolean, optionalObject, text } from './schema.ts'
import { optionalNumber, optionalText } from '../wire-schema.ts'

export type ApplicationMode = 'standard' | 'agent' | 'single-workflow' | 'claw'

export interface Application {
  readonly applicationId: string
  readonly name?: string | undefined
  readonly avatarUrl?: string | undefined
  readonly description?: string | undefined
  readonly mode?: ApplicationMode | undefined
  /** Whether it answers: it is published and enabled. */
  readonly isRunning?: boolean | undefined
  /** What the application says before any question. */
  readonly greeting?: string | undefined
  /** What it proposes to ask first. */
  readonly openingQuestions: readonly string[]
  /** Whether answers come with proposals what to ask next. */
  readonly hasSuggestions?: boolean | undefined
  /** What its own web page lets a person attach and choose; undefined where the service does not say. */
  readonly canAttachImages?: boolean | undefined
  readonly canAttachDocuments?: boolean | undefined
  readonly canSearchWeb?: boolean | undefined
}

const describeRobotBizIDByAppKey: CloudAction<string> = {
  ...lke,
  name: 'DescribeRobotBizIDByAppKey',
  isRepeatable: true,
  // Nothing else in the request can be wrong; CreateConversation is known to say it so.
  numbers: { 400: 'key-refused' },
  response: z.object({ BotBizId: text }).transform(({ BotBizId }) => BotBizId),
}

/** The id of the application that an AppKey belongs to. */
export function fetchApplicationId(
  api: CloudApi,
  { appKey }: { readonly appKey: string },
  signal: AbortSignal,
): Promise<Result<string>> {
  return api.call(describeRobotBizIDByAppKey, { AppKey: appKey }, signal)
}

/** Of `AppMode`, by number; of `Pattern`, by name. */
const modes: ReadonlyMap<number | string | undefined, ApplicationMode> = new Map<
  number | string,
  ApplicationMode
>([
  [1, 'standard'],
  [2, 'agent'],
  [3, 'single-workflow'],
  [4, 'claw'],
  ['standard', 'standard'],
  ['agent', 'agent'],
  ['single_workflow', 'single-workflow'],
])

/** Of the application's status, in both services: not published yet, running, disabled. */
const running = 2

/** Of the input box. */
const button = { image: 1, document: 2, webSearch: 4 }

/** Where the service says the id again differs between its builds; who asks knows it. */
type Description = Omit<Application, 'applicationId'>

const describeApp: CloudAction<Description> = {
  ...adp,
  name: 'DescribeApp',
  isRepeatable: true,
  response: z
    .object({
      App: z.object({
        Metadata: z.object({
          Name: optionalText,
          Avatar: optionalText,
          Description: optionalText,
          AppMode: optionalNumber,
        }),
        Status: optionalObject({ Status: optionalNumber }),
        Config: optionalObject({
          Greeting: optionalObject({ Greeting: optionalText, OpeningQuestionList: list(text) }),
          Experience: optionalObject({
            Conversation: optionalObject({
              EnableRecommended: optionalBoolean,
              InputBoxConfig: optionalObject({ InputBoxButtons: list(z.number()) }),
            }),
          }),
        }),
      }),
    })
    .transform(({ App: { Metadata, Status, Config } }) => {
      const experience = Config?.Experience?.Conversation
      const buttons = experience?.InputBoxConfig?.InputBoxButtons
      return omitUndefined<Description>({
        name: Metadata.Name,
        avatarUrl: Metadata.Avatar,
        description: Metadata.Description,
        mode: modes.get(Metadata.AppMode),
        isRunning: Status?.Status === undefined ? undefined : Status.Status === running,
        greeting: Config?.Greeting?.Greeting,
        openingQuestions: Config?.Greeting?.OpeningQuestionList ?? [],
        hasSuggestions: experience?.EnableRecommended,
        canAttachImages: buttons?.includes(button.image),
        canAttachDocuments: buttons?.includes(button.document),
        canSearchWeb: buttons?.includes(button.webSearch),
      })
    }),
}

const describeAppOfLke: CloudAction<Description> = {
  ...lke,
  name: 'DescribeApp',
  isRepeatable: true,
  response: z
    .object({
      AppStatus: optionalNumber,
      BaseConfig: optionalObject({ Name: optionalText, Avatar: optionalText, Desc: optionalText }),
      AppConfig: optionalObject({
        KnowledgeQa: optionalObject({
          Greeting: optionalText,
          OpeningQuestions: list(text),
          Pattern: optionalText,
          Output: optionalObject({ UseRecommended: optionalBoolean }),
        }),
      }),
    })
    .transform(({ AppStatus, BaseConfig, AppConfig }) => {
      const config = AppConfig?.KnowledgeQa
      return omitUndefined<Description>({
        name: BaseConfig?.Name,
        avatarUrl: BaseConfig?.Avatar,
        description: BaseConfig?.Desc,
        mode: modes.get(config?.Pattern),
        isRunning: AppStatus === undefined ? undefined : AppStatus === running,
        greeting: config?.Greeting,
        openingQuestions: config?.OpeningQuestions ?? [],
        hasSuggestions: config?.Output?.UseRecommended,
      })
    }),
}

/** What there is to know of an application; from the older service where the newer one is not there. */
export async function fetchApplication(
  api: CloudApi,
  { applicationId }: { readonly applicationId: string },
  signal: AbortSignal,
): Promise<Result<Application>> {
  // The published configuration only: without the mask the AppKey would come along.
  const body = { AppId: applicationId, Domain: 2, FieldMask: { Paths: ['AppConfig'] } }
  const newer = await api.call(describeApp, body, signal)
  if (newer.ok) return { ok: true, value: { applicationId, ...newer.value } }
  if (!isNotAvailable(newer.failure)) return newer
  const older = await api.call(describeAppOfLke, { AppBizId: applicationId, IsRelease: true }, signal)
  if (older.ok) return { ok: true, value: { applicationId, ...older.value } }
  return isNotAvailable(older.failure) ? newer : older
}
