// Asks for a passphrase in a terminal without showing it.
import { problem, ProblemError } from '#shared/base/result.ts'

const [ENTER, END, INTERRUPT, DELETE, BACKSPACE] = ['\r', '\u0004', '\u0003', '\u007f', '\b']

export function askPassphrase(): Promise<string> {
  const { stdin, stderr } = process
  stderr.write('Passphrase: ')
  stdin.setRawMode(true).setEncoding('utf8').resume()
  return new Promise((resolve, reject) => {
    let typed = ''
    const finish = (settle: () => void): void => {
      stdin.off('data', listen).setRawMode(false).pause()
      stderr.write('\n')
      settle()
    }
    const listen = (chunk: string): void => {
      for (const key of chunk) {
        if (key === ENTER || key === '\n' || key === END) return finish(() => resolve(typed))
        if (key === INTERRUPT) return finish(() => reject(new ProblemError(problem('identity.locked', 'No passphrase was given. Nothing was done.', 'Run the command again when you have it.'))))
        if (key === DELETE || key === BACKSPACE) typed = [...typed].slice(0, -1).join('')
        else typed += key
      }
    }
    stdin.on('data', listen)
  })
}
