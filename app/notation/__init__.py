"""BPMN 2.0 as it is written: XML in, plain facts out. The only room, with the engine and lint, that sees the XML."""
