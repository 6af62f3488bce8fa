import { ask, answers, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

test.use({ expectedMessages: [/Content Security Policy|violates|TrustedHTML|TrustedScript/] })

test('the page cannot evaluate text, reach other hosts or open anything', async ({ shell, start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const foreign: string[] = []
  const own = new URL(page.url()).host
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (host !== own && protocol !== 'blob:') foreign.push(request.url())
  })
  const address = page.url()
  const probes = await page.evaluate(async () => {
    // What Playwright evaluates may evaluate text itself; what runs later may do only what the page may.
    await new Promise((resolve) => setTimeout(resolve, 0))
    // Each probe gives 'refused' when the policy of the page holds.
    const attempt = async (probe: () => unknown): Promise<string> => {
      try {
        return (await probe()) === undefined ? 'refused' : 'allowed'
      } catch {
        return 'refused'
      }
    }
    return {
      eval: await attempt(() => (0, eval)('1')),
      function: await attempt(() => new Function('return 1')()),
      fetch: await attempt(async () => (await fetch('https://example.com/')).status),
      html: await attempt(() => {
        document.createElement('div').innerHTML = '<b>x</b>'
        return 'set'
      }),
      node: await attempt(() => (globalThis as { process?: unknown; require?: unknown }).process),
    }
  })
  if (shell !== 'browser') {
    // In a browser, opening a tab is the browser's to allow; the desktop program never opens one.
    expect(await page.evaluate(() => window.open('https://example.com/', '_blank', 'popup'))).toBeNull()
  }
  expect({ probes, foreign, address: page.url() }).toEqual({
    probes: {
      eval: 'refused',
      function: 'refused',
      fetch: 'refused',
      html: 'refused',
      node: 'refused',
    },
    foreign: [],
    address,
  })
})

test('markdown of an answer brings no element that acts', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '[x](javascript:alert(1)) <img src=x onerror=alert(2)> ![pixel](https://example.com/p.png)')
  await expect(answers(page)).toHaveAttribute('data-status', 'complete', { timeout: 45_000 })
  const acting = await page
    .getByRole('region', { name: 'Messages' })
    .evaluate((region) =>
      [...region.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes]
          .filter(
            ({ name, value }) => name.startsWith('on') || /^\s*(javascript|data|vbscript):/i.test(value),
          )
          .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
      ),
    )
  expect(acting).toEqual([])
})
