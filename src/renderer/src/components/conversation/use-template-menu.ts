// Owns the menu of templates while a slash and letters stand in the field, and the blanks of the template that was taken from
// it: which entry the keys are at, and which blank comes next. TemplateMenu.vue draws it.
import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { PromptTemplate } from '#shared/prompt-template.ts'
import { useTemplatesStore } from '../../stores/templates.ts'
import { insertText } from './composer-keys.ts'
import { findTemplates, readTemplateQuery } from './template-matches.ts'
import { findPlaceholder, listPlaceholders } from './template-placeholders.ts'

export interface TemplateMenu {
  /** Empty while the menu is closed. */
  readonly matches: ComputedRef<readonly PromptTemplate[]>
  readonly activeIndex: Readonly<Ref<number>>
  /** There is nothing to choose from yet, and a person has just asked for it. */
  readonly isHintShown: ComputedRef<boolean>
  /** Blanks that are still to be filled in, while Tab goes from one to the next. */
  readonly blanksLeft: ComputedRef<number>
  insert(template: PromptTemplate, field: HTMLTextAreaElement): void
  /** Selects the next blank. */
  goToBlank(field: HTMLTextAreaElement): void
  /** Whether the key was the menu's or the blanks', and has been taken. */
  takeKey(event: KeyboardEvent, field: HTMLTextAreaElement): boolean
}

/** `isTyped` is false while an earlier question is shown, which may begin with a slash, too. */
export function useTemplateMenu(text: Readonly<Ref<string>>, isTyped: Readonly<Ref<boolean>>): TemplateMenu {
  const templates = useTemplatesStore()
  const query = computed(() => (isTyped.value ? readTemplateQuery(text.value) : undefined))
  /** The person has closed the menu; another slash in an empty field opens it again. */
  const isClosed = ref(false)
  const matches = computed(() =>
    query.value === undefined || isClosed.value ? [] : findTemplates(templates.templates, query.value),
  )
  const activeIndex = ref(0)
  const isHintShown = computed(
    () => query.value === '' && !isClosed.value && templates.templates.length === 0,
  )
  const isFilling = ref(false)
  const blanksLeft = computed(() => (isFilling.value ? listPlaceholders(text.value).length : 0))

  watch(matches, () => {
    activeIndex.value = 0
  })
  watch(query, () => {
    if (query.value === undefined) isClosed.value = false
  })
  watch(text, () => {
    if (listPlaceholders(text.value).length === 0) isFilling.value = false
  })

  function insert(template: PromptTemplate, field: HTMLTextAreaElement): void {
    // A template may begin with a slash itself.
    isClosed.value = true
    field.focus()
    field.select()
    insertText(field, template.text)
    isFilling.value = listPlaceholders(template.text).length > 0
    void nextTick(() => {
      if (isFilling.value) select(field, { start: 0, end: 0 }, 'next')
    })
  }

  function select(
    field: HTMLTextAreaElement,
    from: { readonly start: number; readonly end: number },
    direction: 'next' | 'previous',
  ): void {
    const placeholder = findPlaceholder(field.value, from, direction)
    if (placeholder) field.setSelectionRange(placeholder.start, placeholder.end)
  }

  function takeMenuKey({ key, shiftKey }: KeyboardEvent, field: HTMLTextAreaElement): boolean {
    const count = matches.value.length
    const template = matches.value[activeIndex.value]
    if (key === 'ArrowDown') activeIndex.value = (activeIndex.value + 1) % count
    else if (key === 'ArrowUp') activeIndex.value = (activeIndex.value + count - 1) % count
    else if (key === 'Escape') isClosed.value = true
    else if ((key === 'Enter' || key === 'Tab') && !shiftKey && template) insert(template, field)
    else return false
    return true
  }

  function takeBlankKey({ key, shiftKey }: KeyboardEvent, field: HTMLTextAreaElement): boolean {
    const { selectionStart: start, selectionEnd: end } = field
    if (key === 'Tab') select(field, { start, end }, shiftKey ? 'previous' : 'next')
    else if (key === 'Escape') isFilling.value = false
    else return false
    return true
  }

  return {
    matches,
    activeIndex,
    isHintShown,
    blanksLeft,
    insert,
    goToBlank: (field) => select(field, { start: field.selectionStart, end: field.selectionEnd }, 'next'),
    takeKey(event, field) {
      if (event.ctrlKey || event.metaKey || event.altKey) return false
      const isTaken =
        (matches.value.length > 0 && takeMenuKey(event, field)) ||
        (blanksLeft.value > 0 && takeBlankKey(event, field))
      if (isTaken) event.preventDefault()
      return isTaken
    },
  }
}
