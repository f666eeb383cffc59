import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { createContractServer } from '@p2core/server';
import express from 'express';
import { cannotListen, port } from './port.js';
import { router } from './router.js';

@Controller()
class HelloController {
  @Post('hello')
  @HttpCode(200)
  hello(@Body() { name }: { name: string }) {
    return { hello: name };
  }
}

@Module({ controllers: [HelloController] })
class AppModule {}

// Mount it before Nest, which parses bodies: the router reads content itself.
const http = express().use(router);
const app = await NestFactory.create(AppModule, new ExpressAdapter(http), { logger: false });
await app.init();

createContractServer(http).on('error', cannotListen).listen(port, '127.0.0.1');
