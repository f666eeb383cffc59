/** Preloaded into every measured server. Answers each question of the benchmark with its CPU time in microseconds. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
