// Runs a script or a shell command of a workflow as a process of its own, and answers with its output.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

// Bytes of standard output, and as many of standard error.
const LIMIT = 2 * 1024 * 1024

export async function handler(event) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'script'))
  try {
    return await run(event, folder)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function run(event, folder) {
  let command = ['/bin/sh', '-c', event.code, 'sh']
  if (event.kind !== 'shell') {
    const script = path.join(folder, 'script.mjs')
    fs.writeFileSync(script, event.code)
    command = [process.execPath, script]
  }
  const at = (name) => path.join(folder, name)
  fs.writeFileSync(at('stdin'), event.stdin)
  const files = [fs.openSync(at('stdin'), 'r'), fs.openSync(at('stdout'), 'w'), fs.openSync(at('stderr'), 'w')]
  const output = {}
  try {
    output.code = await ended(
      spawn(command[0], [...command.slice(1), ...event.arguments], {
        cwd: folder,
        env: { ...process.env, ...event.environment },
        stdio: files,
        detached: true
      })
    )
  } finally {
    files.forEach((file) => fs.closeSync(file))
  }
  for (const name of ['stdout', 'stderr']) {
    if (fs.statSync(at(name)).size > LIMIT) {
      throw new Error(`the process wrote more than ${LIMIT} bytes to its ${name}`)
    }
    output[name] = fs.readFileSync(at(name), 'utf8')
  }
  if (output.stderr !== '') {
    process.stderr.write(output.stderr)
  }
  return output
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      try {
        // What it left behind ends with it.
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // Nothing was left.
      }
      resolve(code ?? 128 + os.constants.signals[signal])
    })
  })
}
