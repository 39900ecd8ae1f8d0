package io.orderflow.console.shell;

/** How one tab asks for another. FX thread only. */
public interface Navigator {

    /** Brings a tab to the front. */
    void show(Tab tab);

    /** Brings a tab to the front and selects something there, e.g. an order by its id. */
    void show(Tab tab, String key);

    /** Brings Orders to the front with this order selected, if it is among those loaded. */
    default void showOrder(String orderId) {
        show(Tab.ORDERS, orderId);
    }
}
