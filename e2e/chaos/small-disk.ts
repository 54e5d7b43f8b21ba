// A disk of its own for the data of a run, small enough to be filled; only where this process may mount one.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const megabytes = 2048

export type SmallDisk = {
  readonly folder: string
  /** Takes all the room there is; false where the disk is not one of our own. */
  readonly fill: () => boolean
  readonly empty: () => void
}

const run = (command: string, ...args: string[]) => void execFileSync(command, args, { stdio: 'ignore' })

/** Made in `folder`, which it also is where nothing can be mounted; gone when this process ends, however far it came. */
export const mountSmallDisk = (folder: string): SmallDisk => {
  const [image, at] = [join(folder, 'disk.img'), join(folder, 'disk')]
  const ballast = join(at, 'ballast')
  mkdirSync(at)
  try {
    // A sparse file: it takes as much of the real disk as is written to it.
    run('truncate', '-s', `${megabytes}M`, image)
    run('mkfs.ext4', '-q', '-F', '-m', '0', image)
    run('mount', '-o', 'loop', image, at)
  } catch {
    return { folder: at, fill: () => false, empty: () => {} }
  }
  // Before the folder around it is removed. Somebody may be ending on it still, and it goes when they are gone.
  process.prependOnceListener('exit', () => run('umount', '--lazy', at))
  return {
    folder: at,
    fill: () => {
      const { bavail, bsize } = statfsSync(at)
      try {
        run('fallocate', '-l', String(bavail * bsize), ballast)
      } catch {
        // Whoever writes at the same time may have been first.
      }
      try {
        for (;;) writeFileSync(ballast, Buffer.alloc(4096), { flag: 'a' })
      } catch {
        return true
      }
    },
    empty: () => rmSync(ballast, { force: true }),
  }
}
