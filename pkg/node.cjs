"use strict";
const engine = require("./engine.cjs");
exports.LeifengFormError = engine.LeifengFormError;
exports.Rulebook = engine.Rulebook;
exports.countText = engine.countText;
exports.readDocument = engine.readDocument;
exports.readSheet = engine.readSheet;
