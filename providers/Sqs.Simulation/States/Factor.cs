using System.Numerics;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.States;

/// <summary>
/// Some entangled wires and their amplitudes. Several states may share a factor until one of them changes it. The wire at position
/// p owns bit p of an amplitude's index.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed class Factor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Factor(AmplitudeBuffer<T> buffer, int[] wires)
    {
        Buffer = buffer;
        Wires = wires;
    }

    /// <summary>The amplitudes.</summary>
    public AmplitudeBuffer<T> Buffer { get; }

    /// <summary>The wire at each position.</summary>
    public int[] Wires { get; }

    /// <summary>Number of wires.</summary>
    public int Width => Wires.Length;

    /// <summary>Number of states that hold this factor.</summary>
    public int Owners { get; set; } = 1;

    /// <summary>Real parts of the amplitudes.</summary>
    public Span<T> Re => Buffer.Re;

    /// <summary>Imaginary parts of the amplitudes.</summary>
    public Span<T> Im => Buffer.Im;

    /// <summary>The position of a wire.</summary>
    /// <param name="wire">The wire.</param>
    /// <returns>Its position.</returns>
    public int PositionOf(int wire) => Array.IndexOf(Wires, wire);
}
