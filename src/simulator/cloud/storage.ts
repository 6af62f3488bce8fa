// Owns DescribeStorageCredential: a place in the object storage for one file, with addresses that are the simulator's own
// (uploads.ts). The two products ask for the same under different names.
import { uploadPath } from '../addresses.ts'
import { findAppById } from '../apps.ts'
import { errorMessage } from '../error-messages.ts'
import { createTraceId } from '../record-id.ts'
import type { UploadPlace } from '../uploads.ts'
import type { Action, Answer, CloudCall, Product } from './action.ts'
import { failure, refusal } from './failure.ts'
import { optionalText, requiredText } from './parameters.ts'

export const bucket = 'lke-realtime-1251316161'
const region = 'ap-guangzhou'
const lifeSeconds = 600
/** Of the company; the same for all applications. */
const company = '1860000000000000900'
/** Claw applications ask without an application. */
const noApp = '0'

const commonRules = {
  FileType: { type: 'text', maxLength: 16 },
  IsPublic: { type: 'boolean' },
  TypeKey: optionalText,
} as const

function describeFor(product: Product, idName: 'BotBizId' | 'AppId'): Action {
  return {
    name: 'DescribeStorageCredential',
    product,
    rules: { [idName]: requiredText, ...commonRules, ...(product === 'adp' ? { CosUrl: optionalText } : {}) },
    answer: (call) => answer(call, call.parameters.text(idName)),
  }
}

function answer({ parameters, service, origin }: CloudCall, appId: string): Answer {
  if (appId !== noApp && findAppById(appId) === undefined) return refusal(460033, errorMessage(460033))
  const use = parameters.text('TypeKey') === '' ? 'offline' : parameters.text('TypeKey')
  if (use !== 'offline' && use !== 'realtime')
    return failure('InvalidParameterValue', 'TypeKey must be offline or realtime.')

  const place: UploadPlace = { isPublic: parameters.isTrue('IsPublic'), use }
  const extension = parameters.text('FileType').replaceAll(/[^a-zA-Z0-9]/g, '')
  const isForUpload = extension !== ''
  const name = `${createTraceId(service.idRandom).slice(0, 20)}.${extension}`
  const path = place.isPublic
    ? `/public/${company}/${appId}/image/${name}`
    : `/corp/${company}/${appId}/doc/${name}`
  const startTime = Math.floor(service.now() / 1000)
  const expiresAt = startTime + lifeSeconds
  const keys = {
    token: createTraceId(service.idRandom),
    secretId: `AKIDtemporary${createTraceId(service.idRandom).slice(0, 16)}`,
    secretKey: createTraceId(service.idRandom),
  }
  if (isForUpload) service.uploads.allow(path, { ...place, keys, expiresAt })
  // Documents are signed without a type: a client that sends one is refused.
  const headers = place.isPublic ? 'host' : 'content-type;host'
  const signed = `${origin}${uploadPath}${path}?q-sign-algorithm=sha1&q-header-list=${headers}`
  const cosUrl = parameters.text('CosUrl')
  return {
    Credentials: {
      Token: keys.token,
      TmpSecretId: keys.secretId,
      TmpSecretKey: keys.secretKey,
      AppId: 1251316161,
    },
    StartTime: startTime,
    ExpiredTime: expiresAt,
    Bucket: bucket,
    Region: region,
    Type: 'cos',
    FilePath: `/corp/${company}/${appId}/doc`,
    ImagePath: `/public/${company}/${appId}/image`,
    UploadPath: isForUpload ? path : '',
    UploadUrl: isForUpload ? signed : '',
    FileUrl: isForUpload ? (place.isPublic ? `${origin}${uploadPath}${path}` : signed) : '',
    CorpUin: '100000000001',
    DownloadUrl: cosUrl === '' ? undefined : `${origin}${uploadPath}${cosUrl}?q-sign-algorithm=sha1`,
  }
}

export const storageActions: readonly Action[] = [describeFor('lke', 'BotBizId'), describeFor('adp', 'AppId')]
