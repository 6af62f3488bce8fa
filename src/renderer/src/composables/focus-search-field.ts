// Owns moving the keyboard to the field that searches all conversations, once the sidebar shows it.

/** What stands in the field is selected, so that typing replaces it. */
export function focusSearchField(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search-field]')
  field?.focus()
  field?.select()
}
