import express from 'express';

const app = express();
app.get('/', (_request, response) => response.send('hello'));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ api: `http://127.0.0.1:${server.address().port}` }));
});
