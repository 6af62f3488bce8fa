// Owns the action that gives leave to upload one file for a question: keys for a few minutes and where the file goes. The
// upload itself, and what the service makes of the file, are not here.
import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { lke, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import type { Result } from '../result.ts'
import { optionalObject, optionalSecondsAt, text } from './schema.ts'
import { optionalText } from '../wire-schema.ts'

export interface UploadPermit {
  /** Keys of the object store, for this one place. Secret while they are good. */
  readonly secretId: string
  readonly secretKey: string
  readonly sessionToken: string
  readonly startsAt?: number | undefined
  readonly expiresAt?: number | undefined
  readonly bucket: string
  readonly region: string
  /** Of the file in the bucket, with the name; begins with a slash. */
  readonly path: string
  /** The file's address, for whom the bucket lets read it. */
  readonly objectUrl: string
  /** Signed: takes the bytes by PUT without any key. */
  readonly uploadUrl?: string | undefined
  /** Signed: gives the bytes until it expires. */
  readonly downloadUrl?: string | undefined
}

const pathsShape = { UploadPath: optionalText, UploadUrl: optionalText, FileUrl: optionalText }

const describeStorageCredential: CloudAction<UploadPermit> = {
  ...lke,
  name: 'DescribeStorageCredential',
  isRepeatable: true,
  response: z
    .object({
      Credentials: z.object({ TmpSecretId: text, TmpSecretKey: text, Token: text }),
      StartTime: optionalSecondsAt,
      ExpiredTime: optionalSecondsAt,
      Bucket: text,
      Region: text,
      Type: optionalText,
      ...pathsShape,
      // Newer builds have the paths here (official client).
      StoragePath: optionalObject(pathsShape),
    })
    .transform((wire, context): UploadPermit => {
      const path = wire.UploadPath ?? wire.StoragePath?.UploadPath
      if (path === undefined) {
        context.addIssue('no path')
        return z.NEVER
      }
      return omitUndefined<UploadPermit>({
        secretId: wire.Credentials.TmpSecretId,
        secretKey: wire.Credentials.TmpSecretKey,
        sessionToken: wire.Credentials.Token,
        startsAt: wire.StartTime,
        expiresAt: wire.ExpiredTime,
        bucket: wire.Bucket,
        region: wire.Region,
        path,
        objectUrl: `https://${wire.Bucket}.${wire.Type ?? 'cos'}.${wire.Region}.myqcloud.com${path}`,
        uploadUrl: wire.UploadUrl ?? wire.StoragePath?.UploadUrl,
        downloadUrl: wire.FileUrl ?? wire.StoragePath?.FileUrl,
      })
    }),
}

/** Leave to upload a file of this type (the extension without the dot) for a question; asked for anew for each file. */
export function createUploadPermit(
  api: CloudApi,
  {
    applicationId,
    fileType,
    isImage,
  }: { readonly applicationId: string; readonly fileType: string; readonly isImage: boolean },
  signal: AbortSignal,
): Promise<Result<UploadPermit>> {
  // Models fetch images by their address, so those are public; with another combination the upload is refused later.
  const body = { BotBizId: applicationId, FileType: fileType, IsPublic: isImage, TypeKey: 'realtime' }
  return api.call(describeStorageCredential, body, signal)
}
