/** A module of its own: bundlers that wrap the polyfill run it where it is imported, after the imports beside it. */
import 'reflect-metadata';
