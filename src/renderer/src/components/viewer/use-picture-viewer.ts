// Owns which picture is looked at in full size. PictureViewer.vue, which stands in App.vue, shows it.
import { readonly, shallowRef, type Ref } from 'vue'

export interface ViewedPicture {
  /** What it is called: the name of the dialog, and of a file that is saved. */
  readonly label: string
  /** A blob of this page. It is good for as long as the one who shows the picture is on the page. */
  readonly url: string
  /** The text of a picture that is SVG and may be saved as that. */
  readonly svg?: string
  /** The option of a chart as JSON text: it is shown as one that says its values. */
  readonly chart?: string
}

const viewed = shallowRef<ViewedPicture>()

export interface PictureViewer {
  readonly viewed: Readonly<Ref<ViewedPicture | undefined>>
  view(picture: ViewedPicture): void
  close(): void
}

export function usePictureViewer(): PictureViewer {
  return {
    viewed: readonly(viewed),
    view: (picture) => {
      viewed.value = picture
    },
    close: () => {
      viewed.value = undefined
    },
  }
}
