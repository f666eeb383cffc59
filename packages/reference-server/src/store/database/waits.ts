/** How long a call waits for its turn at the database or for a connection, in milliseconds. */
export const longestWait = 5000;

/** How many calls may wait at once: each holds the memory of a request. */
export const mostWaiting = 1000;
