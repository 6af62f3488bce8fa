// Owns what the two halves of the stand-in say to each other: the program half (the child process in which the built
// main process runs) and the page half (the test process, which drives Chromium). Node's IPC carries it by structured
// clone, as Electron's own IPC does.
import type { HandlerDetails, InputEvent } from 'electron'

export interface PageRequest {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
}

export interface PageResponse {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

/** An item in the menu of the tray. */
export interface TrayItem {
  readonly label: string
  readonly isChecked: boolean
}

/** What the page half asks; the answer's type stands behind the arrow. */
export interface Questions {
  /** A request to a scheme that the program serves. */
  request(windowId: number, request: PageRequest): PageResponse
  /** `ipcRenderer.invoke` of the top frame, at the address that the page has at this moment. */
  invoke(windowId: number, url: string, channel: string, args: unknown[]): unknown
  /** Whether the page, or a frame in it, may go to this address by itself. */
  navigate(windowId: number, url: string, isMainFrame: boolean): boolean
  /** Whether the page may save this file. */
  download(windowId: number, url: string, fileName: string): boolean
}

export type Question = {
  [Name in keyof Questions]: { readonly name: Name; readonly args: Parameters<Questions[Name]> }
}[keyof Questions]

export type ToProgram =
  | { readonly type: 'question'; readonly id: number; readonly question: Question }
  | { readonly type: 'input'; readonly windowId: number; readonly input: InputEvent['type'] }
  | {
      readonly type: 'open'
      readonly windowId: number
      readonly details: Pick<HandlerDetails, 'url' | 'frameName' | 'features' | 'disposition'>
    }
  | { readonly type: 'loaded'; readonly windowId: number; readonly url: string }
  | { readonly type: 'load-failed'; readonly windowId: number; readonly message: string }
  | { readonly type: 'close-window'; readonly windowId: number }
  | { readonly type: 'open-url'; readonly url: string }
  | { readonly type: 'tray-choose'; readonly label: string }
  | { readonly type: 'quit' }

export type ToPage =
  | {
      readonly type: 'window'
      readonly windowId: number
      readonly width: number
      readonly height: number
      readonly preload: string
    }
  | { readonly type: 'load'; readonly windowId: number; readonly url: string }
  | {
      readonly type: 'send'
      readonly windowId: number
      readonly channel: string
      readonly args: readonly unknown[]
    }
  | { readonly type: 'window-closed'; readonly windowId: number }
  | { readonly type: 'external'; readonly url: string }
  | { readonly type: 'tray'; readonly items: readonly TrayItem[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly message: string }
  /** The last one. */
  | { readonly type: 'exit' }
  /** The program did what the stand-in does not know or does not allow. */
  | { readonly type: 'violation'; readonly message: string }
