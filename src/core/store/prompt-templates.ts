// Owns the table of prompt templates, in the person's order.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { PromptTemplateId } from '#shared/ids.ts'
import { maxTemplates, promptTemplateSchema, type PromptTemplate } from '#shared/prompt-template.ts'
import { emptyLog } from './checkpoint.ts'
import { prepare, write, type Database } from './database.ts'
import { refuseTakenName } from './taken-name.ts'

/** In the person's order, at first that in which they were made. A row that cannot be read is left out. */
export function listTemplates(db: Database): PromptTemplate[] {
  return prepare(db, 'SELECT id, name, text FROM prompt_templates ORDER BY position, name')
    .all()
    .flatMap((row) => promptTemplateSchema.safeParse(row).data ?? [])
}

/** At the end of the order. Throws `name-taken`, and `too-many-templates` when there is no room for another one. */
export function insertTemplate(db: Database, template: PromptTemplate): void {
  const present = listTemplates(db)
  if (present.length >= maxTemplates) throw new FailureError(createFailure('too-many-templates'))
  refuseTakenName(present, template)
  const insert = prepare(
    db,
    `INSERT INTO prompt_templates (id, name, text, position)
      VALUES (@id, @name, @text, (SELECT 1 + coalesce(max(position), 0) FROM prompt_templates))`,
  )
  write(db, () => insert.run(template))
}

/** Throws `not-found` and `name-taken`. */
export function updateTemplate(db: Database, template: PromptTemplate): void {
  refuseTakenName(listTemplates(db), template)
  const update = prepare(db, 'UPDATE prompt_templates SET name = @name, text = @text WHERE id = @id')
  refuseMissing(write(db, () => update.run(template)).changes)
}

/** Those that are not named keep their order behind the others. */
export function orderTemplates(db: Database, ids: readonly PromptTemplateId[]): void {
  const rest = listTemplates(db).flatMap(({ id }) => (ids.includes(id) ? [] : [id]))
  write(db, () => {
    for (const [position, id] of [...ids, ...rest].entries())
      prepare(db, 'UPDATE prompt_templates SET position = ? WHERE id = ?').run(position + 1, id)
  })
}

/** Throws `not-found`. */
export function deleteTemplate(db: Database, id: PromptTemplateId): void {
  refuseMissing(write(db, () => prepare(db, 'DELETE FROM prompt_templates WHERE id = ?').run(id)).changes)
  emptyLog(db)
}

function refuseMissing(changes: number): void {
  if (changes === 0) throw new FailureError(createFailure('not-found'))
}
