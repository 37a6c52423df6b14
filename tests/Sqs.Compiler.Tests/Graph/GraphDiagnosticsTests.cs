using System.Reflection;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Format;

namespace Sqs.Compiler.Tests.Graph;

/// <summary>
/// Bad documents. Each marks with <c>⟦ ⟧</c> the places that must be reported, in source order, and lists the code and a part of the message of each.
/// </summary>
public sealed class GraphDiagnosticsTests
{
    private const string X = """ "inputs":[{"name":"x","size":2}] """;
    private const string A = """ {"name":"a","size":2,"neuron":"sqs","parameters":{"*":0}} """;
    private const string B = """ {"name":"b","size":2,"neuron":"sqs","parameters":{"*":0}} """;

    private static string Continued(string family, string source) => $$""" {"name":"a","size":2,"neuron":"{{family}}","continues":"{{source}}","parameters":{ "*":0 } } """;

    private static IEnumerable<TestCaseData> BadDocuments()
    {
        yield return Bad("empty", "⟦⟧", "SQS1001 it is empty");
        yield return Bad("malformed", "{ \"version\": 1,\n  \"name\" ⟦⟧\"n\" }", "SQS1001 ");
        yield return Bad("cut off", "{ \"version\": 1, \"name⟦⟧", "SQS1001 ");
        yield return Bad("text behind the document", "{ \"version\": 1 } ⟦⟧x", "SQS1001 ");
        yield return Bad("too deep", string.Concat(Enumerable.Repeat("[", 64)) + "[⟦⟧", "SQS1001 ");
        yield return Bad("not an object", "⟦[⟧1]", "SQS1007 the document is an array of numbers; it must be an object");
        yield return Bad("wrong version", Document(X, A).Replace("\"version\":1", "\"version\":⟦2⟧", StringComparison.Ordinal), "SQS1003 version 2 is not supported; this version reads 1");
        yield return Bad("version of the wrong type", "{\"version\":⟦\"1.0\"⟧,\"unknown\":0}", "SQS1003 version 1.0 is not supported");
        yield return Bad("no version", "⟦{⟧}", "SQS1006 has no 'version'", "SQS1006 has no 'name'", "SQS1006 has no 'steps'", "SQS1006 has no 'populations'", "SQS1006 has no 'outputs'");
        yield return Bad("unknown key", Document(X, A, more: ",⟦\"synapsis\"⟧ :[]"), "SQS1004 the document has no key 'synapsis', did you mean 'synapses'?; its keys are $schema, version,");
        yield return Bad("duplicate key", Document(X, A, more: ",\n⟦\"name\"⟧:\"other\""), "SQS1005 the key 'name' is given twice");
        yield return Bad("schema of the wrong type", Document(X, A, more: ",\"$schema\":⟦3⟧"), "SQS1007 '$schema' of the document is a number; it must be a string");
        yield return Bad("steps of zero", Document(X, A).Replace("\"steps\":3", "\"steps\":⟦0⟧", StringComparison.Ordinal), "SQS1008 'steps' of the document is 0; it must be an integer from 1 to 1048576");
        yield return Bad("steps with a fraction", Document(X, A).Replace("\"steps\":3", "\"steps\": ⟦2.50⟧", StringComparison.Ordinal), "SQS1008 is 2.5; it must be an integer");
        yield return Bad("steps of the wrong type", Document(X, A).Replace("\"steps\":3", "\"steps\":⟦true⟧", StringComparison.Ordinal), "SQS1007 is a truth value; it must be an integer");
        yield return Bad("negative seed", Document(X, A, more: ",\"seed\":⟦-1⟧"), "SQS1008 'seed' of the document is -1; it must be an integer from 0 to 18446744073709551615");
        yield return Bad("huge seed", Document(X, A, more: ",\"seed\":⟦18446744073709551616⟧"), "SQS1008 is 18446744073709551616;");
        yield return Bad("inputs of the wrong type", Document(" \"inputs\":⟦{⟧} ", A, ""), "SQS1007 'inputs' of the document is an object; it must be an array of objects");
        yield return Bad("input that is no object", Document(" \"inputs\":[⟦\"x\"⟧] ", A, ""), "SQS1007 an item of 'inputs' is a string; it must be an object");
        yield return Bad("bad name", Document(" \"inputs\":[{\"name\":⟦\"2x\"⟧,\"size\":2}] ", A, ""), "SQS1012 '2x' is no name");
        yield return Bad("escaped quote in a bad name", Document(" \"inputs\":[{\"name\":⟦\"a\\\"b\"⟧,\"size\":2}] ", A, ""), "SQS1012 'a\"b' is no name");
        yield return Bad("duplicate name", Document(X, A + "," + A.Replace("\"a\"", "⟦\"a\"⟧", StringComparison.Ordinal)), "SQS1013 the name 'a' is already taken by a population");
        yield return Bad("population named like an input", Document(X, A + "," + A.Replace("\"a\"", "⟦\"x\"⟧", StringComparison.Ordinal)), "SQS1013 the name 'x' is already taken by an input");
        yield return Bad("no populations", Document(X, "", "").Replace("\"populations\":[", "\"populations\":⟦[⟧", StringComparison.Ordinal).Replace("[\"a\"]", "[⟦\"a\"⟧]", StringComparison.Ordinal), "SQS1008 'populations' is empty", "SQS1014 there is no population 'a'; there are none");
        yield return Bad("unknown output", Document(X, A).Replace("[\"a\"]", "[⟦\"aa\"⟧]", StringComparison.Ordinal), "SQS1014 there is no population 'aa'; there are a");
        yield return Bad("an input as output", Document(X, A).Replace("[\"a\"]", "[⟦\"x\"⟧]", StringComparison.Ordinal), "SQS1014 there is no population 'x'");
        yield return Bad("output of the wrong type", Document(X, A).Replace("[\"a\"]", "⟦[⟧1]", StringComparison.Ordinal), "SQS1007 'outputs' of the document is an array of numbers; it must be an array of population names");
        yield return Bad("no outputs", Document(X, A).Replace("[\"a\"]", "⟦[⟧]", StringComparison.Ordinal), "SQS1008 'outputs' is empty");
        yield return Bad("provenance of the wrong type", Document(X, A, more: ",\"provenance\":⟦1⟧"), "SQS1007 'provenance' of the document is a number; it must be an object of strings");
        yield return Bad("provenance with a number", Document(X, A, more: ",\"provenance\":{\"run\":⟦1⟧}"), "SQS1007 'run' of 'provenance' is a number; it must be a string");

        yield return Bad("unknown family", Document(X, Neuron("⟦\"sqz\"⟧")), "SQS1022 there is no neuron family 'sqz', did you mean 'sqs'?; there are sqs, last-spike, lif, glm, natural-rotation, natural-weak, qlif, winner");
        yield return Bad("knob out of range", Document(X, Neuron("{\"family\":\"natural-weak\",\"g\":⟦1.6⟧}")), "SQS1008 'g' of 'neuron' of population 'a' is 1.6; it must be a number from 0 to 1.57");
        yield return Bad("unknown soft sign", Document(X, Neuron("{\"family\":\"natural-rotation\",\"f\":⟦\"erf\"⟧}")), "SQS1022 'erf'; there are tanh, hard-tanh");
        yield return Bad("qubits of nobody", Document(X, Continued("glm", "b")).Replace("\"populations\":[", "\"populations\":⟦[⟧", StringComparison.Ordinal), "SQS1029 'a' cannot go on with other qubits: no population listed before it whose qubits are free is called 'b'");
        yield return Bad("qubits of a neuron that keeps them", Document(X, B + "," + Continued("glm", "b")).Replace("\"populations\":[", "\"populations\":⟦[⟧", StringComparison.Ordinal), "SQS1029 neurons of the family 'glm' keep their own qubits");
        yield return Bad("family without a name", Document(X, Neuron("⟦{⟧\"io\":1}")), "SQS1006 'neuron' of population 'a' has no 'family'");
        yield return Bad("family of the wrong type", Document(X, Neuron("{\"family\":⟦1⟧}")), "SQS1007 'family' of 'neuron' of population 'a' is a number");
        yield return Bad("neuron of the wrong type", Document(X, Neuron("⟦1⟧")), "SQS1007 'neuron' of population 'a' is a number; it must be the name of a neuron family or an object with 'family'");
        yield return Bad("unknown neuron setting", Document(X, Neuron("{\"family\":\"sqs\",⟦\"memmory\"⟧:1}")), "SQS1004 'neuron' of population 'a' has no key 'memmory', did you mean 'memory'?; its keys are family, io, memory, ansatz");
        yield return Bad("neuron setting out of range", Document(X, Neuron("{\"family\":\"sqs\",\"io\":⟦0⟧}")), "SQS1008 'io' of 'neuron' of population 'a' is 0");
        yield return Bad("too many qubits", Document(X, Neuron("⟦{⟧\"family\":\"sqs\",\"io\":7,\"memory\":6}")), "SQS1023 a neuron of 7 channels and 6 memory qubits has 13 qubits; at most 12");
        yield return Bad("unknown ansatz", Document(X, Neuron("{\"family\":\"sqs\",\"ansatz\":⟦\"hea_ring\"⟧}")), "SQS1022 there is no ansatz 'hea_ring', did you mean 'hea-ring'?; there are chain, hea-ring, hea-full, custom");
        yield return Bad("too many layers", Document(X, Neuron("{\"family\":\"sqs\",\"ansatz\":{\"kind\":\"hea-ring\",\"layers\":⟦65⟧}}")), "SQS1008 'layers' of 'ansatz' of 'neuron' of population 'a' is 65; it must be an integer from 1 to 64");
        yield return Bad("custom ansatz without a gate", Document(X, Neuron("{\"family\":\"sqs\",\"ansatz\":⟦\"custom\"⟧}")), "SQS1006 'ansatz' of 'neuron' of population 'a' has no 'gate'; it needs a gate definition");
        yield return Bad("gate of the wrong type", Document(X, Neuron(Custom("⟦1⟧"))), "SQS1007 'gate' of 'ansatz' of 'neuron' of population 'a' is a number; it must be OpenQASM text or");
        yield return Bad("gate with mistakes", Document(X, Neuron(Custom("⟦\"gate v(a) q, m { crx(a) m, q;\\n rx(b) m; }\"⟧"))), "SQS1026 line 2, column 5: ");
        yield return Bad("text without a gate", Document(X, Neuron(Custom("⟦\"\"⟧"))), "SQS1026 the text defines no gate of its own");
        yield return Bad("text that runs something", Document(X, Neuron(Custom("⟦\"gate v q, m { cx q, m; } qubit[2] q; v q[0], q[1];\"⟧"))), "SQS1026 the text holds more than gate definitions");
        yield return Bad("gate with the wrong number of qubits", Document(X, Neuron("⟦{⟧\"family\":\"sqs\",\"memory\":2,\"ansatz\":{\"kind\":\"custom\",\"gate\":\"gate v q, m { cx q, m; }\"}}")), "SQS1026 gate 'v' has 2 qubits; a neuron of 1 channels and 2 memory qubits has 3");
        yield return Bad("one gate name for two gates", Document(X, Neuron(Custom("\"gate v q, m { cx q, m; }\"")).Replace(",\"parameters\":{\"*\":0}", string.Empty, StringComparison.Ordinal) + "," + Neuron(Custom("\"gate v q, m { cx m, q; }\"")).Replace("\"a\"", "\"b\"", StringComparison.Ordinal).Replace("{\"family\"", "⟦{⟧\"family\"", StringComparison.Ordinal)), "SQS1026 another population defines gate 'v' differently");
        yield return Bad("gate file of a document without folder", Document(X, Neuron(Custom("{\"file\":⟦\"v.qasm\"⟧}"))), "SQS1020 the data file 'v.qasm' cannot be used: the document was not read from a folder");
        yield return Bad("no neuron", Document(X, "⟦{⟧\"name\":\"a\",\"size\":2}"), "SQS1006 population 'a' has no 'neuron'");
        yield return Bad("no parameters", Document(X, "⟦{⟧\"name\":\"a\",\"size\":2,\"neuron\":\"sqs\"}"), "SQS1006 population 'a' has no 'parameters'; it needs an object with ent, mem, in");
        yield return Bad("parameters of the wrong type", Document(X, Parameters("⟦[⟧1]")), "SQS1007 'parameters' of population 'a' is an array of numbers; it must be an object");
        yield return Bad("unknown parameter", Document(X, Parameters("{\"*\":0,⟦\"mam\"⟧:1}")), "SQS1004 'parameters' of population 'a' has no key 'mam', did you mean 'mem'?; its keys are ent, mem, in, *");
        yield return Bad("missing parameter", Document(X, Parameters("⟦{⟧\"ent\":0,\"in\":1}")), "SQS1006 'parameters' of population 'a' has no 'mem'");
        yield return Bad("parameter of the wrong size", Document(X, Parameters("{\"*\":0,\"ent\":⟦[⟧1,2,3]}")), "SQS1011 parameter 'ent' of population 'a' has shape [3]; it must be [2]");
        yield return Bad("parameter of the wrong type", Document(X, Parameters("{\"*\":0,\"ent\":⟦\"1\"⟧}")), "SQS1007 parameter 'ent' of population 'a' is a string; it must be a number, an array");
        yield return Bad("parameter that is not finite", Document(X, Parameters("{\"*\":0,\"ent\":[1,⟦NaN⟧]}")), "SQS1009 'NaN' is not a finite number");
        yield return Bad("uniform upside down", Document(X, Parameters("{\"*\":{\"uniform\":⟦[⟧1,-1]}}")), "SQS1008 'uniform' of parameter '*' of population 'a' is [1, -1]; it must be an array of two numbers, low and high");
        yield return Bad("normal with a negative deviation", Document(X, Parameters("{\"*\":0,\"in\":{\"normal\":⟦[⟧0,-1]}}")), "SQS1008 'normal' of parameter 'in' of population 'a' is [0, -1]");
        yield return Bad("rule with an extra key", Document(X, Parameters("{\"*\":0,\"in\":{\"normal\":[0,1],⟦\"sed\"⟧:1}}")), "SQS1004 parameter 'in' of population 'a' has no key 'sed'; its keys are normal");
        yield return Bad("too many parameters", Document(X, "⟦{⟧\"name\":\"a\",\"size\":16777216,\"neuron\":{\"family\":\"sqs\",\"io\":6,\"memory\":6},\"parameters\":{\"*\":0}}", ""), "SQS1024 population 'a' needs 385875968 numbers; at most 134217728");

        yield return Bad("synapse without ends", Document(X, A, "⟦{⟧\"weights\":0}"), "SQS1006 the synapse has no 'from'", "SQS1006 the synapse has no 'to'");
        yield return Bad("dangling source", Document(X, A, """{"from":⟦"xx"⟧,"to":"a","weights":0}"""), "SQS1014 there is no input or population 'xx'; there are x, a");
        yield return Bad("dangling target", Document(X, A, """{"from":"x","to":⟦"x"⟧,"weights":0}"""), "SQS1014 there is no population 'x'; there are a");
        yield return Bad("no weights", Document(X, A, "⟦{⟧\"from\":\"x\",\"to\":\"a\"}"), "SQS1006 the synapse from 'x' to 'a' has no 'weights'");
        yield return Bad("unknown kind", Document(X, A, """{"from":"x","to":"a","weights":0,"kind":⟦"dens"⟧}"""), "SQS1022 there is no kind of synapse 'dens', did you mean 'dense'?; there are dense, sparse, one-to-one");
        yield return Bad("negative delay", Document(X, A, """{"from":"x","to":"a","weights":0,"delay":⟦-1⟧}"""), "SQS1008 'delay' of the synapse from 'x' to 'a' is -1");
        yield return Bad("weights of the wrong shape", Document(X, A, """{"from":"x","to":"a","weights":⟦[⟧[1,2,3],[4,5,6]]}"""), "SQS1011 'weights' of the synapse from 'x' to 'a' has shape [2, 3]; it must be [2, 2]");
        yield return Bad("ragged weights", Document(X, A, "{\"from\":\"x\",\"to\":\"a\",\"weights\":[[1,2],\n ⟦[⟧3]]}"), "SQS1010 this row has 1 entries; the rows before it have 2");
        yield return Bad("a string among weights", Document(X, A, "{\"from\":\"x\",\"to\":\"a\",\"weights\":[[1,⟦\"2\"⟧],[3,4]]}"), "SQS1007 this item is a string; it must be a number");
        yield return Bad("a row among numbers", Document(X, A, "{\"from\":\"x\",\"to\":\"a\",\"weights\":[[1,⟦[⟧2]],[3,4]]}"), "SQS1007 this item is an array; it must be a number");
        yield return Bad("a number among rows", Document(X, A, "{\"from\":\"x\",\"to\":\"a\",\"weights\":[[1,2],⟦3⟧]}"), "SQS1007 this item is a number; it must be an array, like the items before it");
        yield return Bad("infinite weights, all of them", Document(X, A, "{\"from\":\"x\",\"to\":\"a\",\"weights\":[[1,⟦Infinity⟧],[⟦-Infinity⟧,⟦1e999⟧]]}"), "SQS1009 'Infinity' is not", "SQS1009 '-Infinity' is not", "SQS1009 '1e999' is not");
        yield return Bad("bias of the wrong shape", Document(X, A, "{\"from\":\"x\",\"to\":\"a\",\"weights\":0,\"bias\":⟦[⟧1]}"), "SQS1011 'bias' of the synapse from 'x' to 'a' has shape [1]; it must be [2]");
        yield return Bad("unequal one-to-one", Document(" \"inputs\":[{\"name\":\"x\",\"size\":3}] ", A, """{"from":"x","to":"a","kind":⟦"one-to-one"⟧,"weights":0}"""), "SQS1019 a one-to-one synapse joins 'x' of size 3 with 'a' of size 2");
        yield return Bad("channels that do not fit", Document(" \"inputs\":[{\"name\":\"x\",\"size\":2,\"channels\":3}] ", A, """{"from":⟦"x"⟧,"to":"a","weights":0}"""), "SQS1015 'x' has 3 channels and 'a' has 1");
        yield return Bad("pairs of a dense synapse", Document(X, A, """{"from":"x","to":"a","weights":0,"sources":⟦[⟧0]}"""), "SQS1007 'sources' of a dense synapse is given; it must be left out");
        yield return Bad("sparse without pairs", Document(X, A, "⟦{⟧\"from\":\"x\",\"to\":\"a\",\"kind\":\"sparse\",\"weights\":0}"), "SQS1006 has no 'sources'", "SQS1006 has no 'targets'");
        yield return Bad("sparse index out of range", Document(X, A, Sparse("[0,⟦2⟧]", "[⟦-1⟧,⟦0.5⟧]")), "SQS1016 source 2 does not exist; 'x' has 2, counted from 0", "SQS1016 target -1 does not exist; 'a' has 2", "SQS1016 target 0.5 does not exist");
        yield return Bad("sparse lists of different lengths", Document(X, A, Sparse("[0,1]", "⟦[⟧0]")), "SQS1011 'targets' has shape [1]; it must be [2], like 'sources'");
        yield return Bad("sparse pair twice", Document(X, A, Sparse("[0,1,0]", "[1,1,⟦1⟧]")), "SQS1017 the pair source 0, target 1 is listed twice");
        yield return Bad("indices of the wrong type", Document(X, A, Sparse("⟦\"all\"⟧", "[0]")), "SQS1007 'sources' is a string; it must be an array of integers");
        yield return Bad("synapse named twice", Document(X, A, """{"from":"x","to":"a","weights":0,"name":⟦"x_a"⟧}""" + """,{"from":"x","to":"a","weights":0}""").Replace("⟦\"x_a\"⟧", "\"x_a\"", StringComparison.Ordinal).Replace(",{\"from\"", ",⟦{⟧\"from\"", StringComparison.Ordinal), "SQS1013 the name 'x_a' is already taken by a synapse");
        yield return Bad("self loop without delay", Document(X, A, """{"from":⟦"a"⟧,"to":"a","weights":0}""" + In), "SQS1018 the cycle a -> a has no delay");
        yield return Bad("two cycles without delay", Document(X, A + "," + B + "," + B.Replace("\"b\"", "\"c\"", StringComparison.Ordinal), """{"from":"a","to":"b","weights":0},{"from":⟦"b"⟧,"to":"a","weights":0},{"from":⟦"c"⟧,"to":"c","weights":0}""" + In), "SQS1018 the cycle a -> b -> a has no delay", "SQS1018 the cycle c -> c");
        yield return Bad("synapse too large", Document(" \"inputs\":[{\"name\":\"x\",\"size\":16777216}] ", "{\"name\":\"a\",\"size\":9,\"neuron\":\"sqs\",\"parameters\":{\"*\":0}}", "⟦{⟧\"from\":\"x\",\"to\":\"a\",\"weights\":0}"), "SQS1024 this synapse needs 150994944 numbers");
        yield return Bad("data file of a document without folder", Document(X, A, """{"from":"x","to":"a","weights":{"npz":⟦"w.npz"⟧,"array":"w"}}"""), "SQS1020 the data file 'w.npz' cannot be used: the document was not read from a folder");
        yield return Bad("data file without array", Document(X, A, """{"from":"x","to":"a","weights":⟦{⟧"npz":"w.npz"}}"""), "SQS1006 'weights' of the synapse from 'x' to 'a' has no 'array'");
        yield return Bad("undriven population", Document(X, A + "," + B.Replace("\"b\"", "⟦\"b\"⟧", StringComparison.Ordinal)), "SQS1027 no synapse leads to population 'b'", "SQS1028 the spikes of 'b' go nowhere");
    }

    private static string In => """,{"from":"x","to":"a","weights":0,"name":"drive"}""";

    [TestCaseSource(nameof(BadDocuments))]
    public void A_bad_document_is_reported_at_its_place(string marked, string[] expected)
    {
        (string text, List<(int Line, int Column)> places) = Unmark(marked);
        DiagnosticBag diagnostics = GraphReader.Read(text, "bad.sqs.json", directory: null).Diagnostics;
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(expected.Select(e => e[..7])), string.Join('\n', diagnostics));
        foreach ((Diagnostic diagnostic, int i) in diagnostics.Select((d, i) => (d, i)))
        {
            Assert.That(diagnostic.Message, Does.Contain(expected[i][8..]));
            (int line, int column) = places[Math.Min(i, places.Count - 1)];
            Assert.That(diagnostic.ToString(), Does.StartWith($"bad.sqs.json:{line}:{column}: "), diagnostic.Message);
        }
    }

    [Test]
    public void A_document_with_errors_gives_no_graph()
    {
        Assert.That(GraphReader.Read("{}", "bad.sqs.json", directory: null).Document, Is.Null);
    }

    [Test]
    public void Every_kind_of_graph_diagnostic_has_a_test()
    {
        string[] elsewhere = ["SQS1002", "SQS1021", "SQS1025"];
        string[] tested = [.. BadDocuments().SelectMany(c => (string[])c.Arguments[1]!).Select(e => e[..7]), .. elsewhere];
        string[] declared =
        [
            .. typeof(GraphDiagnostics).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => ((DiagnosticDescriptor)f.GetValue(null)!).Code),
        ];
        Assert.That(declared, Is.Unique.And.SubsetOf(tested));
    }

    private static TestCaseData Bad(string name, string marked, params string[] expected) => new TestCaseData(marked, expected).SetName($"Bad document: {name}");

    private static string Document(string inputs, string populations, string synapses = """{"from":"x","to":"a","weights":0}""", string more = "") =>
        $$"""
        {"version":1,"name":"n","steps":3,{{inputs}},
         "populations":[{{populations}}],
         "synapses":[{{synapses}}],
         "outputs":["a"]{{more}}}
        """;

    private static string Neuron(string neuron) => $$"""{"name":"a","size":2,"neuron":{{neuron}},"parameters":{"*":0} }""";

    private static string Custom(string gate) => $$"""{"family":"sqs","ansatz":{"kind":"custom","gate":{{gate}} } }""";

    private static string Parameters(string parameters) => $$"""{"name":"a","size":2,"neuron":"sqs","parameters":{{parameters}} }""";

    private static string Sparse(string sources, string targets) =>
        $$"""{"from":"x","to":"a","kind":"sparse","sources":{{sources}},"targets":{{targets}},"weights":0}""";

    private static (string Text, List<(int Line, int Column)> Places) Unmark(string marked)
    {
        var places = new List<(int, int)>();
        int line = 1;
        int column = 1;
        var text = new System.Text.StringBuilder();
        foreach (char c in marked)
        {
            switch (c)
            {
                case '⟦':
                    places.Add((line, column));
                    break;
                case '⟧':
                    break;
                default:
                    text.Append(c);
                    column = c == '\n' ? 1 : column + 1;
                    line += c == '\n' ? 1 : 0;
                    break;
            }
        }

        return (text.ToString(), places);
    }
}
