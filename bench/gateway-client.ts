import { type Agent, request } from 'node:http';

/** Asks once and reads the answer to its end. @returns its bytes, and the milliseconds until the last of them */
export function ask(address: string, headers: Record<string, string>, agent: Agent, form?: string): Promise<{ took: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const asked = performance.now();
    const method = form === undefined ? 'GET' : 'POST';
    const question = request(address, { agent, method, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('error', reject).on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${new URL(address).pathname} was answered ${answer.statusCode}`));
        resolve({ took: performance.now() - asked, bytes });
      });
    });
    question.on('error', reject).end(form);
  });
}
