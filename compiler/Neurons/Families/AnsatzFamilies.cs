using System.Collections.Immutable;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Neurons.Families;

/// <summary>The ansätze that graph documents can name.</summary>
public static class AnsatzFamilies
{
    private const string Layers = "layers";
    private const string Gate = "gate";
    private const int MaximumLayers = 64;

    /// <summary>The families.</summary>
    public static ImmutableArray<ModelFamily<Ansatz>> All { get; } =
    [
        new(
            ChainAnsatz.KindName,
            "Controlled rotations along a line of alternating memory and channel qubits, then a rotation each.",
            [],
            _ => new ChainAnsatz(),
            _ => new ModelSettings()),
        new(
            RingAnsatz.KindName,
            "Layers of rx and rz on every qubit and a ring of cx.",
            [ModelSetting.Integer(Layers, 1, 1, MaximumLayers, "Number of layers.")],
            s => new RingAnsatz(s.Integer(Layers)),
            a => new ModelSettings { [Layers] = ((RingAnsatz)a).Layers }),
        new(
            FullAnsatz.KindName,
            "Layers of rx and rz on every qubit and a crx between every two.",
            [ModelSetting.Integer(Layers, 1, 1, MaximumLayers, "Number of layers.")],
            s => new FullAnsatz(s.Integer(Layers)),
            a => new ModelSettings { [Layers] = ((FullAnsatz)a).Layers }),
        new(
            CustomAnsatz.KindName,
            "A gate of your own, written in OpenQASM: channels first, then memory qubits.",
            [ModelSetting.OfGate(Gate, "The definition as text, or { \"file\": name }; the last gate defined is the ansatz.")],
            s => new CustomAnsatz(s.Gate(Gate)),
            a => new ModelSettings { [Gate] = ((CustomAnsatz)a).Source }),
    ];
}
