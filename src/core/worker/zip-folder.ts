// Owns the job that makes one file of a folder. What it does is core/export's.
import { zipFolder, type ZipRequest } from '#core/export/zip-folder.ts'
import type { Job } from './job.ts'

export const zipFolderJob: Job<ZipRequest, void, number> = (context, request) => zipFolder(context, request)
