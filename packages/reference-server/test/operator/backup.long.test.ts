/** The same with PostgreSQL, which the long tier has. */
import './backup.test.js';
