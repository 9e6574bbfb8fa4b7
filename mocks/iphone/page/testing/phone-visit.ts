import type { Browser, BrowserContextOptions } from 'playwright'
import type { PhoneEvent } from '../../events.ts'
import type { PhoneStand } from '../../testing/phone-stand.ts'
import { PhonePages } from '../phone-pages.ts'
import { PageServer } from './page-server.ts'
import { Visit } from './visit.ts'

type Performed = Extract<PhoneEvent, { name: 'perform' }>

/** Somebody looks at a phone in a browser, and an app completes whatever they ask of it. */
export class PhoneVisit implements AsyncDisposable {
  readonly stand: PhoneStand
  readonly visit: Visit
  readonly #parts: AsyncDisposableStack

  private constructor(stand: PhoneStand, visit: Visit, parts: AsyncDisposableStack) {
    this.stand = stand
    this.visit = visit
    this.#parts = parts
  }

  /** Waits until the phone is to be seen. */
  static async to(stand: PhoneStand, browser: Browser, options?: BrowserContextOptions): Promise<PhoneVisit> {
    const parts = new AsyncDisposableStack()
    parts.use(stand)
    const pages = parts.use(new PhonePages(() => [stand.phone]))
    const server = parts.use(await PageServer.start((request, response) => pages.handle(request, response)))
    const visit = parts.use(await Visit.to(server.url, browser, options))
    await visit.page.locator('.picture[aria-label]').waitFor({ state: 'attached' })
    return new PhoneVisit(stand, visit, parts)
  }

  get page() {
    return this.visit.page
  }

  /** Does what makes the page touch the phone. @returns the actions that the app was then asked to perform. */
  async touch(act: Promise<unknown>): Promise<Performed[]> {
    const before = this.stand.all('perform').length
    await this.visit.post(act)
    await this.stand.completeAll('fulfill')
    return this.stand.all('perform').slice(before)
  }

  /** Clicks on a control by its name. @returns as {@link touch}. */
  click(name: string): Promise<Performed[]> {
    return this.touch(this.visit.button(name).click())
  }

  /** The names of the controls on the glass, in the order in which they are reached. */
  controls(): Promise<(string | null)[]> {
    return this.page.locator('.glass .control').evaluateAll((controls) => controls.map(({ ariaLabel }) => ariaLabel))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.disposeAsync()
  }
}
