namespace Sqs.Runtime.Execution.Wiring;

/// <summary>Where the spikes of a bundle come from.</summary>
/// <param name="Node">The node: inputs first, then populations.</param>
/// <param name="Lines">Number of its lines.</param>
/// <param name="Channels">Bits a line has; 1 where a line sends its bit to every channel.</param>
/// <param name="IsSigned">Whether silence is heard as -1.</param>
internal readonly record struct WiringSource(int Node, int Lines, int Channels, bool IsSigned);
