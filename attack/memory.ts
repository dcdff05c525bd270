/** Loaded into a gateway that is being watched: at a signal it collects its garbage and says how much memory is left. */
process.on('SIGUSR2', () => {
  globalThis.gc!();
  const { heapUsed, rss } = process.memoryUsage();
  console.log(JSON.stringify({ memory: { heapUsed, rss } }));
});
