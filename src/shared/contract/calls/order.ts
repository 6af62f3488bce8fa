// Owns the calls about what conversations are put into. The whole is ../contract.ts.
import { z } from 'zod'
import { folderNameSchema, folderSchema } from '../../folder.ts'
import { folderIdSchema, tagIdSchema } from '../../ids.ts'
import { profileColorSchema } from '../../profile.ts'
import { tagNameSchema, tagSchema } from '../../tag.ts'
import { defineCalls, nothing } from '../define.ts'

export const orderCalls = defineCalls({
  /** In the person's order. */
  'folder.list': { input: nothing, output: z.array(folderSchema) },
  /** At the end. Fails with `name-taken`, as renaming does. */
  'folder.add': { input: z.strictObject({ name: folderNameSchema }), output: folderSchema },
  'folder.rename': {
    input: z.strictObject({ folderId: folderIdSchema, name: folderNameSchema }),
    output: folderSchema,
  },
  /** Those that are not named come behind the others, in the order that they have. */
  'folder.reorder': {
    input: z.strictObject({ folderIds: z.array(folderIdSchema).max(1000) }),
    output: nothing,
  },
  /** Its conversations stay, without a folder; pages know that by the list of folders. */
  'folder.delete': { input: z.strictObject({ folderId: folderIdSchema }), output: nothing },
  /** In no order. */
  'tag.list': { input: nothing, output: z.array(tagSchema) },
  /** Fails with `name-taken`, as changing does. */
  'tag.add': { input: z.strictObject({ name: tagNameSchema, color: profileColorSchema }), output: tagSchema },
  'tag.change': {
    input: z.strictObject({ tagId: tagIdSchema, name: tagNameSchema, color: profileColorSchema }),
    output: tagSchema,
  },
  /** Its conversations stay, without it; pages know that by the list of tags. */
  'tag.delete': { input: z.strictObject({ tagId: tagIdSchema }), output: nothing },
})
