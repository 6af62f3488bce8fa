import { afterEach, expect, it } from 'vitest'
import { fetchModels } from './models.ts'
import { closeServers, never, serveCloud } from './test-server.ts'

afterEach(closeServers)

it('the models of the account are listed with what they can take', async () => {
  const { api, calls } = await serveCloud(() => ({
    List: [
      { ModelName: 'hunyuan', AliasName: '混元', InputLenLimit: 8000, ResourceStatus: 1, IsExclusive: false },
      { ModelName: 'deepseek-r1', AliasName: null, InputLenLimit: null, ResourceStatus: 2 },
      { AliasName: 'without a name' },
    ],
  }))
  expect([await fetchModels(api, never), calls]).toEqual([
    {
      ok: true,
      value: [
        { name: 'hunyuan', title: '混元', inputLimit: 8000, isUsedUp: false },
        { name: 'deepseek-r1', title: 'deepseek-r1', isUsedUp: true },
      ],
    },
    [
      {
        call: 'lke ListModel 2023-11-30 ap-guangzhou',
        isSigned: true,
        body: { AppType: 'knowledge_qa' },
      },
    ],
  ])
})
