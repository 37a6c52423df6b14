namespace Sqs.Compiler.Graph.Document;

/// <summary>
/// Draws initial values. The compiler holds no generator; the runtime passes one. Equal arguments must give equal values on every machine
/// and any number of threads: value i is a function of the seed, the stream and i.
/// </summary>
/// <param name="seed">The graph's seed.</param>
/// <param name="stream">Which bundle or parameter is drawn; different ones have different streams.</param>
/// <param name="distribution">A <see cref="UniformInitializer"/> or a <see cref="NormalInitializer"/>.</param>
/// <param name="values">Takes the values.</param>
public delegate void InitialValueSampler(ulong seed, ulong stream, Initializer distribution, Span<double> values);
