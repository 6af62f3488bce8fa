// Owns the prompt templates as pages see them. Every change is in the history before pages hear of it.
import { randomUUID } from 'node:crypto'
import { createFailure, FailureError } from '#shared/failure.ts'
import { promptTemplateIdSchema, type PromptTemplateId } from '#shared/ids.ts'
import {
  maxTemplateNameLength,
  parseTemplateFile,
  type PromptTemplate,
  type WrittenTemplate,
} from '#shared/prompt-template.ts'
import { write } from '#core/store/database.ts'
import type { Database } from '#core/store/open.ts'
import {
  deleteTemplate,
  insertTemplate,
  listTemplates,
  orderTemplates,
  updateTemplate,
} from '#core/store/prompt-templates.ts'
import { findNamed } from '#core/store/taken-name.ts'
import type { EventHub } from './event-hub.ts'

export interface TemplateDesk {
  list(): PromptTemplate[]
  /** At the end, or before another one that is still there. */
  add(written: WrittenTemplate, before?: PromptTemplateId): PromptTemplate
  change(template: PromptTemplate): PromptTemplate
  reorder(ids: readonly PromptTemplateId[]): void
  delete(id: PromptTemplateId): void
  /**
   * Adds what is in the text of a file, all of it or nothing, and gives how many that were. One that is here already is not
   * added again; one whose name another template has gets a number behind it.
   */
  addFile(text: string): number
}

export function createTemplateDesk({
  db,
  hub,
}: {
  readonly db: Database
  readonly hub: EventHub
}): TemplateDesk {
  function announce(): void {
    hub.publish({ name: 'templates.changed', payload: { templates: listTemplates(db) } })
  }

  function insert(written: WrittenTemplate): PromptTemplate {
    const template = { id: promptTemplateIdSchema.parse(randomUUID()), ...written }
    insertTemplate(db, template)
    return template
  }

  function findFreeName(name: string): string {
    const present = listTemplates(db)
    for (let number = 2; ; number += 1) {
      const ending = ` (${number})`
      const candidate = `${name.slice(0, maxTemplateNameLength - ending.length)}${ending}`
      if (!findNamed(present, candidate)) return candidate
    }
  }

  return {
    list: () => listTemplates(db),
    add(written, before) {
      const template = write(db, () => {
        const ids = listTemplates(db).map(({ id }) => id)
        const added = insert(written)
        const place = before === undefined ? -1 : ids.indexOf(before)
        if (place !== -1) orderTemplates(db, ids.toSpliced(place, 0, added.id))
        return added
      })
      announce()
      return template
    },
    change(template) {
      updateTemplate(db, template)
      announce()
      return template
    },
    reorder(ids) {
      orderTemplates(db, ids)
      announce()
    },
    delete(id) {
      deleteTemplate(db, id)
      announce()
    },
    addFile(text) {
      const written = parseTemplateFile(text)
      if (!written) throw new FailureError(createFailure('templates-unreadable'))
      const added = write(db, () =>
        written.filter(({ name, text: words }) => {
          const present = findNamed(listTemplates(db), name)
          if (present?.text === words) return false
          insert({ name: present ? findFreeName(name) : name, text: words })
          return true
        }),
      )
      announce()
      return added.length
    },
  }
}
