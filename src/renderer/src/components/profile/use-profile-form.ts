// Owns what is in the form of a profile while its dialog is open: the texts, the complaints about them, saving. What the
// fields mean and what is wrong with them is in profile-form.ts; how it looks, in ProfileDialog.vue.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Failure } from '#shared/failure.ts'
import type { Profile } from '#shared/profile.ts'
import { useVaultDialogs } from '../../composables/use-vault-dialogs.ts'
import { getFailure } from '../../stores/get-failure.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import {
  checkProfileForm,
  createProfileForm,
  type CheckedProfileForm,
  type FieldProblems,
  type ProfileField,
  type ProfileForm,
  type ProfilePrefill,
} from './profile-form.ts'

export type GoodProfileForm = Extract<CheckedProfileForm, { ok: true }>

export interface OpenProfileForm {
  readonly form: Ref<ProfileForm>
  /** What is wrong with which field, in words; about what was there when it was last checked. */
  readonly sentences: ComputedRef<Partial<Record<ProfileField, string>>>
  /** Why it could not be saved. */
  readonly failure: Readonly<ShallowRef<Failure | null>>
  readonly isSaving: Readonly<Ref<boolean>>
  readonly areCredentialsOpen: Ref<boolean>
  /** What is typed, when nothing is wrong with it; else the complaints are there afterwards. */
  check(): GoodProfileForm | undefined
  /** Keeps it and closes the dialog; when that fails, says so and leaves everything as it is. */
  save(form: GoodProfileForm, allowsDuplicate: boolean): Promise<void>
  /** Shows the profile that has the AppKey already. */
  openExisting(): Promise<void>
}

export interface ProfileFormSource {
  readonly isOpen: Ref<boolean>
  /** The profile that is edited; undefined when a new one is added. */
  readonly profile: () => Profile | undefined
  readonly prefill: () => ProfilePrefill | undefined
}

export function useProfileForm({ isOpen, profile, prefill }: ProfileFormSource): OpenProfileForm {
  const { t } = useI18n()
  const profiles = useProfilesStore()
  const { isUnlockOpen } = useVaultDialogs()

  const form = ref<ProfileForm>(createForm())
  const problems = shallowRef<FieldProblems>({})
  const failure = shallowRef<Failure | null>(null)
  const isSaving = ref(false)
  const areCredentialsOpen = ref(false)

  watch(isOpen, () => {
    // Also when it closes, so that no key stays in the page.
    form.value = createForm()
    problems.value = {}
    failure.value = null
    areCredentialsOpen.value = needsCredentials()
  })
  watch(
    () => profiles.profiles.find(({ id }) => id === profile()?.id),
    (now) => {
      // It was deleted meanwhile, or what is left of it is its history.
      const edited = profile()
      if (edited && (!now || (now.isRetired && !edited.isRetired))) isOpen.value = false
    },
  )
  watch(
    () => form.value.accessMethod,
    (accessMethod) => {
      if (accessMethod === 'websocket') areCredentialsOpen.value = true
    },
  )

  const sentences = computed<Partial<Record<ProfileField, string>>>(() =>
    Object.fromEntries(
      Object.entries(problems.value).map(([field, { sentence, max = '' }]) => [
        field,
        t(`profile.problem.${sentence}`, { max }),
      ]),
    ),
  )

  function createForm(): ProfileForm {
    return createProfileForm(
      profile(),
      profiles.profiles.map(({ color }) => color),
      isOpen.value ? prefill() : undefined,
    )
  }

  /** Whether there is something in the credentials to be seen, or they are what is missing. */
  function needsCredentials(): boolean {
    const { accessMethod, tokenEndpointUrl } = form.value
    const isSaved = (profile()?.credentialsStatus ?? null) !== null
    return isSaved || tokenEndpointUrl !== '' || accessMethod === 'websocket'
  }

  async function close(work: () => Promise<void>): Promise<void> {
    isSaving.value = true
    failure.value = null
    try {
      await work()
      isOpen.value = false
    } catch (error) {
      failure.value = getFailure(error)
      if (failure.value.code === 'vault-locked') isUnlockOpen.value = true
    } finally {
      isSaving.value = false
    }
  }

  return {
    form,
    sentences,
    failure,
    isSaving,
    areCredentialsOpen,
    check() {
      const checked = checkProfileForm(form.value, profile())
      problems.value = checked.ok ? {} : checked.problems
      if (checked.ok) return checked
      const { secretId, secretKey, tokenEndpointUrl } = checked.problems
      if (secretId ?? secretKey ?? tokenEndpointUrl) areCredentialsOpen.value = true
      return undefined
    },
    save({ settings, appKey, credentials }, allowsDuplicate) {
      const edited = profile()
      return close(() =>
        edited
          ? profiles.update(edited.id, settings, { appKey: appKey || undefined, credentials })
          : profiles.add(settings, { appKey, credentials }, allowsDuplicate),
      )
    },
    async openExisting() {
      const id = failure.value?.detail?.profileId
      if (id) await close(() => profiles.show(id))
    },
  }
}
