import type { Browser, BrowserContextOptions, Page } from 'playwright'

/** A browser on a page of ours, as one person has it. */
export class Visit implements AsyncDisposable {
  readonly page: Page
  /** What the browser complained of. */
  readonly complaints: string[] = []

  private constructor(page: Page) {
    this.page = page
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(String(error)))
  }

  static async to(url: string, browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
    const visit = new Visit(await browser.newPage({ viewport: { width: 1000, height: 1000 }, ...options }))
    await visit.page.goto(url)
    return visit
  }

  /** Does something that makes the page post a command. Resolves when that was carried out. */
  async post(act: Promise<unknown>): Promise<void> {
    const posted = this.page.waitForResponse((response) => response.request().method() === 'POST')
    await Promise.all([posted, act])
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** Whether the page is wider than its window. */
  scrollsSideways(): Promise<boolean> {
    return this.page.evaluate('document.documentElement.scrollWidth > innerWidth')
  }

  /** What a tool finds that keeps people with disabilities from using the page. */
  async barriers(): Promise<string[]> {
    const source = await import('axe-core').then(({ default: axe }) => axe.source)
    await this.page.evaluate(source)
    const { violations } = await this.page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
    )
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.close()
  }
}
