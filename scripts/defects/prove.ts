import { Worker } from 'node:worker_threads'
import type { Proof } from '../../fixtures/testing/proof.ts'
import type { Subject } from './subjects.ts'

/** What a thread is told: the name of what it plays next; and null when there is no more. */
export type Order = string | null

/**
 * Plays subjects in threads, each of which takes the next one when it is through with its last.
 *
 * @param told Is given the proofs in the order of the subjects, each as soon as all before it are there.
 * @throws Error when a thread breaks.
 */
export async function prove(
  subjects: readonly Subject[],
  workers: number,
  told: (proof: Proof) => void,
): Promise<Proof[]> {
  const queue = [...subjects.keys()]
  const proofs = new Map<number, Proof>()
  let next = 0
  const tell = () => {
    for (let proof = proofs.get(next); proof; proof = proofs.get(++next)) told(proof)
  }
  await Promise.all(
    Array.from({ length: Math.min(workers, subjects.length) }, () => {
      const thread = new Worker(new URL('thread.ts', import.meta.url), { stdout: true })
      // What an app says must not get into what is printed for other programs.
      thread.stdout.pipe(process.stderr, { end: false })
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      let playing: number | undefined
      const order = () => {
        playing = queue.shift()
        thread.postMessage((playing === undefined ? null : (subjects[playing]?.name ?? null)) satisfies Order)
      }
      thread.on('message', (proof: Proof) => {
        if (playing !== undefined) proofs.set(playing, proof)
        tell()
        order()
      })
      thread.on('error', (cause) => {
        const name = playing === undefined ? 'nothing' : subjects[playing]?.name
        reject(
          new Error(`a thread broke while it played ${name}: ${cause instanceof Error ? cause.message : cause}`, {
            cause,
          }),
        )
      })
      thread.on('exit', () => resolve())
      order()
      return promise
    }),
  )
  return [...proofs.entries()].toSorted(([a], [b]) => a - b).map(([, proof]) => proof)
}
